package dev.brownout.cli;

import dev.brownout.sentence.Sentence;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Handler of the signals INT, TERM and HUP, which lets a command write partial results before the process ends. A
 * second signal ends the process immediately. The exit code is the same for all signals. A signal that the process
 * ignores, as HUP with {@code nohup}, stays ignored.
 *
 * <p>Java provides signal handlers only in {@code sun.misc.Signal}. The class is used by reflection because compilers
 * always warn about it. A Java shutdown hook runs too late: code that registers a hook itself, such as font code, fails
 * inside one. Without signal support, the process ends with the default behaviour.
 */
final class ShutdownHook implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    /**
     * Time in which several signals count as one, in ns. A tool may signal both the process and its process group, as
     * {@code timeout} does.
     */
    private static final long SAME_SIGNAL_NANOS = 500_000_000;

    private static volatile BooleanSupplier further = () -> false;

    private final List<Runnable> undo = new ArrayList<>();
    private final LongSupplier clock;
    private volatile boolean received;
    private long receivedAtNanos;
    private boolean closed;

    private ShutdownHook(LongSupplier clock) {
        this.clock = clock;
    }

    /** Installs a handler that ends the process on a signal with a message, unless a later handler replaces it. */
    static void endsProcess(Terminal terminal) {
        ShutdownHook interruption = new ShutdownHook(System::nanoTime);
        SIGNALS.forEach(name -> interruption.listen(name, () -> {
            terminal.printError(Sentence.of("brownout: interrupted"));
            System.exit(ExitCode.INTERRUPTED);
        }));
    }

    /** Adds a condition that counts as a first signal from the next question on. */
    static void interruptWhen(BooleanSupplier condition) {
        further = condition;
    }

    /** Installs a handler that records the first signal and ends the process on a further one. */
    static ShutdownHook recordingFirst() {
        return recordingFirst(System::nanoTime);
    }

    /** Installs the handler of {@link #recordingFirst()} with a given clock, in ns, which is read at each signal. */
    static ShutdownHook recordingFirst(LongSupplier clock) {
        ShutdownHook interruption = new ShutdownHook(clock);
        SIGNALS.forEach(name -> interruption.listen(name, interruption::onSignal));
        return interruption;
    }

    private void onSignal() {
        if (nanosSinceFirst() > SAME_SIGNAL_NANOS) {
            System.exit(ExitCode.INTERRUPTED);
        }
    }

    /**
     * Returns the time since the first signal, in ns; 0 at the first signal, which is recorded. It is infinite for a
     * signal that is delivered after the handler was removed.
     */
    private synchronized long nanosSinceFirst() {
        if (closed) {
            return Long.MAX_VALUE;
        }
        long now = clock.getAsLong();
        if (!received) {
            receivedAtNanos = now;
            received = true;
        }
        return now - receivedAtNanos;
    }

    /** Returns whether a signal was received. */
    boolean isInterrupted() {
        if (!received && further.getAsBoolean()) {
            received = true;
        }
        return received;
    }

    private void listen(String name, Runnable action) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance(name);
            var handle = type.getMethod("handle", type, handlerType);
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        action.run();
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
        } catch (ReflectiveOperationException unsupported) {
            // The signal has its default behaviour.
        }
    }

    /** Restores the previous signal handlers. */
    @Override
    public synchronized void close() {
        closed = true;
        undo.forEach(Runnable::run);
        undo.clear();
    }
}
