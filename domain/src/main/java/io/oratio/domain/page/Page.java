package io.oratio.domain.page;

import io.oratio.domain.text.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A piece of a list. The list goes on as long as there is a `next`, also where a store gave fewer
/// items than it was asked for, or none, since it looks at a bounded number of records at a time.
///
/// @param next where the following page begins; empty at the end of the list
public record Page<T>(List<T> items, Optional<Cursor> next) {
  public Page {
    items = List.copyOf(items);
  }

  /// A page of what was read with one more than the limit, which tells whether the list goes on.
  ///
  /// @param read in order, at most `limit + 1`
  public static <T> Page<T> of(List<T> read, int limit, Function<T, Cursor> place) {
    if (read.size() <= limit) {
      return new Page<>(read, Optional.empty());
    }
    List<T> items = read.subList(0, limit);
    return new Page<>(items, Optional.of(place.apply(items.getLast())));
  }

  /// A page of records that are all in memory, as a fake has them.
  ///
  /// @param after the page before ended here; empty for the first page
  /// @param limit 1 to 1000
  public static <T> Page<T> of(
      Stream<T> all,
      Predicate<T> filter,
      Function<T, Cursor> place,
      Optional<Cursor> after,
      int limit) {
    List<T> read =
        all.filter(filter)
            .filter(it -> after.isEmpty() || place.apply(it).compareTo(after.get()) > 0)
            .sorted((one, other) -> place.apply(one).compareTo(place.apply(other)))
            .limit(Shape.limit(limit) + 1L)
            .toList();
    return of(read, limit, place);
  }

  /// The same page of something else.
  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<>(items.stream().<R>map(change).toList(), next);
  }
}
