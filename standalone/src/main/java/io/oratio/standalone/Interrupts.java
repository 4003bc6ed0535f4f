package io.oratio.standalone;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Ctrl-C without the end of the process. By reflection since the JDK has no public door to it, and
/// a compiler that takes warnings for errors lets nobody through the other one; where it is closed,
/// Ctrl-C ends the process as usual.
final class Interrupts {
  private Interrupts() {}

  static void onInterrupt(Runnable deed) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> listener = Class.forName("sun.misc.SignalHandler");
      InvocationHandler called =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  Thread.ofVirtual().start(deed);
                  yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "Interrupts";
              };
      signal
          .getMethod("handle", signal, listener)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("INT"),
              Proxy.newProxyInstance(
                  Interrupts.class.getClassLoader(), new Class<?>[] {listener}, called));
    } catch (ReflectiveOperationException | IllegalArgumentException _) {
      // Said above.
    }
  }
}
