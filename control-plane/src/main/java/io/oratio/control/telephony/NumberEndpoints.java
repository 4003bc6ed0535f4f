package io.oratio.control.telephony;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Cursor;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Page;
import io.oratio.control.web.Request;
import io.oratio.domain.number.NumberRule;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Number rules over HTTP. A key that is limited to some agents sees and makes only their rules.
final class NumberEndpoints implements Endpoints {
  private final NumberBook numbers;
  private final Supplier<String> ids;

  NumberEndpoints(NumberBook numbers, Supplier<String> ids) {
    this.numbers = numbers;
    this.ids = ids;
  }

  @Override
  public void register(Register on) {
    on.answer("listNumbers", this::list);
    on.answer("addNumber", this::add);
    on.answer("getNumber", this::find);
    on.answer("patchNumber", this::change);
    on.answer("deleteNumber", this::remove);
  }

  private Answer list(Request request) {
    int limit = Page.limit(request);
    Optional<String> after = request.text("cursor").map(it -> Cursor.parse(it, 1).key(0));
    List<NumberRule> found =
        numbers.list(asker(request)).stream()
            .filter(it -> after.isEmpty() || it.numberId().compareTo(after.get()) > 0)
            .limit(limit + 1L)
            .toList();
    return Page.of(found, limit, NumberForm::write, it -> Cursor.after(it.numberId()));
  }

  private Answer add(Request request) {
    NumberRule rule = NumberForm.read(request.tenantId(), ids.get(), request.body());
    numbers.add(asker(request), rule, members(request));
    return Answer.of(201, NumberForm.write(rule));
  }

  private Answer find(Request request) {
    return Answer.ok(NumberForm.write(numbers.find(asker(request), request.path("numberId"))));
  }

  private Answer change(Request request) {
    return Answer.ok(
        NumberForm.write(
            numbers.change(
                asker(request),
                request.path("numberId"),
                it -> NumberForm.patched(it, request.body()),
                members(request))));
  }

  private Answer remove(Request request) {
    numbers.remove(asker(request), request.path("numberId"));
    return Answer.nothing();
  }

  private static NumberBook.Asker asker(Request request) {
    return new NumberBook.Asker(
        request.tenantId(),
        request.actor(),
        agentId -> !(request.caller() instanceof Caller.Key key) || key.mayUse(agentId));
  }

  private static Collection<String> members(Request request) {
    return request.body().propertyNames();
  }
}
