package dev.brownout.cli;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Handler of the signals INT and TERM, which lets a command write partial results before the process ends. A second
 * signal ends the process immediately. The exit code is the same for both signals.
 *
 * <p>Java provides signal handlers only in {@code sun.misc.Signal}. The class is used by reflection because compilers
 * always warn about it. A Java shutdown hook runs too late: code that registers a hook itself, such as font code, fails
 * inside one. Without signal support, the process ends with the default behaviour.
 */
final class ShutdownHook implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    /**
     * Time in which several signals count as one, in ns. A whole process group may receive a signal that each process
     * also forwards.
     */
    private static final long ONE_WISH_NANOS = 500_000_000;

    private final List<Runnable> undo = new ArrayList<>();
    private volatile boolean asked;
    private long askedAtNanos;

    private ShutdownHook() {}

    /** Installs a handler that ends the process immediately on a signal, unless a later handler replaces it. */
    static void endsProcess() {
        ShutdownHook interruption = new ShutdownHook();
        SIGNALS.forEach(name -> interruption.listen(name, () -> System.exit(ExitCode.INTERRUPTED)));
    }

    /** Installs a handler that records the first signal and ends the process on a further one. */
    static ShutdownHook awaited() {
        ShutdownHook interruption = new ShutdownHook();
        SIGNALS.forEach(name -> interruption.listen(name, interruption::ask));
        return interruption;
    }

    /** Installs a handler that runs an action on each signal. The process continues. */
    static ShutdownHook heard(Runnable each) {
        ShutdownHook interruption = new ShutdownHook();
        SIGNALS.forEach(name -> interruption.listen(name, each));
        return interruption;
    }

    private void ask() {
        if (!first() && System.nanoTime() - askedAtNanos > ONE_WISH_NANOS) {
            System.exit(ExitCode.INTERRUPTED);
        }
    }

    private synchronized boolean first() {
        boolean first = !asked;
        if (first) {
            askedAtNanos = System.nanoTime();
            asked = true;
        }
        return first;
    }

    /** Returns whether a signal was received. */
    boolean asked() {
        return asked;
    }

    private void listen(String name, Runnable asked) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance(name);
            var handle = type.getMethod("handle", type, handlerType);
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        asked.run();
                        return null;
                    });
            Object before = handle.invoke(null, signal, handler);
            undo.add(() -> {
                try {
                    handle.invoke(null, signal, before);
                } catch (ReflectiveOperationException impossible) {
                    throw new IllegalStateException(impossible);
                }
            });
        } catch (ReflectiveOperationException deaf) {
            undo.clear();
        }
    }

    /** Restores the previous signal handlers. */
    @Override
    public synchronized void close() {
        undo.forEach(Runnable::run);
        undo.clear();
    }
}
