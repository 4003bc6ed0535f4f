package io.oratio.control.rig;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// All that stores in memory hold, as text: where two are the same, nothing was written between
/// them. Records are read part by part, since many do not print their secrets.
public final class StoreSnapshot {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private StoreSnapshot() {}

  /// @param beans whatever there is; the stores among them are taken
  /// @return what each holds, by its name
  static Map<String, String> of(Map<String, Object> beans) {
    Map<String, String> all = new TreeMap<>();
    beans.forEach(
        (name, bean) -> {
          Object store = Proxy.isProxyClass(bean.getClass()) ? behind(bean) : bean;
          if (isStore(store)) {
            all.put(name, new StoreSnapshot().text(store));
          }
        });
    return all;
  }

  /// What was written between two of them.
  ///
  /// @return of each store that has changed, where it begins to be another; empty if none has
  public static List<String> changes(Map<String, String> before, Map<String, String> after) {
    List<String> changes = new ArrayList<>();
    after.forEach(
        (name, now) -> {
          String was = before.getOrDefault(name, "");
          int common = 0;
          while (common < Math.min(was.length(), now.length())
              && was.charAt(common) == now.charAt(common)) {
            common++;
          }
          if (!now.equals(was)) {
            int from = Math.max(0, common - 200);
            changes.add(name + ": …" + now.substring(from, Math.min(now.length(), common + 200)));
          }
        });
    return changes;
  }

  private static boolean isStore(Object bean) {
    return bean.getClass().getSimpleName().startsWith("InMemory");
  }

  /// The store that a proxy of ours is in front of; the proxy itself where there is none.
  private static Object behind(Object proxy) {
    Object handler = Proxy.getInvocationHandler(proxy);
    for (Field field : handler.getClass().getDeclaredFields()) {
      Object value = value(field, handler);
      if (value != null && isStore(value)) {
        return value;
      }
    }
    return proxy;
  }

  private String text(Object value) {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> bytes.length + " bytes " + Arrays.hashCode(bytes);
      case Optional<?> optional -> optional.map(this::text).orElse("none");
      case AtomicReference<?> reference -> text(reference.get());
      case AtomicInteger number -> number.toString();
      case AtomicLong number -> number.toString();
      case Map<?, ?> map -> entries(map);
      case List<?> list -> list.stream().map(this::text).toList().toString();
      case Collection<?> collection ->
          collection.stream().map(this::text).sorted().toList().toString();
      case Record record -> parts(record);
      case Enum<?> word -> word.name();
      default -> other(value);
    };
  }

  private String other(Object value) {
    if (value.getClass().isArray()) {
      List<String> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(text(Array.get(value, i)));
      }
      return elements.toString();
    }
    if (!value.getClass().getName().startsWith("io.oratio.")) {
      return value.getClass().getName().startsWith("java.util.concurrent.locks.")
          ? "·"
          : value.toString();
    }
    return seen.add(value) ? fields(value) : "·";
  }

  private String entries(Map<?, ?> map) {
    Map<String, String> sorted = new TreeMap<>();
    map.forEach((key, it) -> sorted.put(text(key), text(it)));
    return sorted.toString();
  }

  private String parts(Record record) {
    StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('(');
    for (RecordComponent part : record.getClass().getRecordComponents()) {
      try {
        part.getAccessor().setAccessible(true);
        text.append(part.getName()).append('=').append(text(part.getAccessor().invoke(record)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      text.append(' ');
    }
    return text.append(')').toString();
  }

  private String fields(Object value) {
    StringBuilder text = new StringBuilder(value.getClass().getSimpleName()).append('{');
    for (Field field : value.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        text.append(field.getName()).append('=').append(text(value(field, value))).append(' ');
      }
    }
    return text.append('}').toString();
  }

  private static Object value(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
