package dev.brownout.cli;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Notices once that the process is asked to end, by Ctrl-C for one, so that what there is can be written first; who
 * asks again ends it at once. Every process ends with the same code, whichever signal asked.
 *
 * <p>Java hears signals through {@code sun.misc.Signal} alone, which is called by name because no compiler lets it pass
 * in silence; a shutdown hook comes too late, for nothing that needs a hook of its own, such as a font, works in one.
 * Where signals cannot be heard, the process ends as any other.
 */
final class ShutdownHook implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    /** Within which several signals are one wish: as when a whole group of processes hears it and each passes it on. */
    private static final long ONE_WISH_NANOS = 500_000_000;

    private final List<Runnable> undo = new ArrayList<>();
    private volatile boolean asked;
    private long askedAtNanos;

    private ShutdownHook() {}

    /** From here on the process ends at once when it is asked to, unless somebody awaits that. */
    static void endsProcess() {
        ShutdownHook interruption = new ShutdownHook();
        SIGNALS.forEach(name -> interruption.listen(name, () -> System.exit(ExitCode.INTERRUPTED)));
    }

    /** Begins to listen. */
    static ShutdownHook awaited() {
        ShutdownHook interruption = new ShutdownHook();
        SIGNALS.forEach(name -> interruption.listen(name, interruption::ask));
        return interruption;
    }

    /** Lets somebody else hear each time that this process is asked to end, which then goes on. */
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

    /** Whether the process was asked to end. */
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

    /** Stops listening. */
    @Override
    public synchronized void close() {
        undo.forEach(Runnable::run);
        undo.clear();
    }
}
