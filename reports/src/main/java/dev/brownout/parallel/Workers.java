package dev.brownout.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does independent pieces of work side by side, and hands on what comes of them in their order. */
public final class Workers {
    private Workers() {}

    /**
     * A piece of work.
     *
     * @param <T> what comes of it
     * @param <E> how it may fail
     */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Does the piece of that number. */
        T piece(int number) throws E;
    }

    /**
     * Does pieces 0 to {@code count}, so many at a time, and hands on each result when all before it have been.
     *
     * @param threads at least 1
     * @throws E as the first piece, by number, that failed
     */
    public static <T, E extends Exception> void each(int threads, int count, Work<T, E> work, Consumer<T> results)
            throws E {
        if (count == 0) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, count), Workers::thread);
        try {
            List<Future<T>> promised = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                promised.add(pool.submit(() -> work.piece(number)));
            }
            for (int i = 0; i < count; i++) {
                results.accept(promised.set(i, null).get());
            }
        } catch (ExecutionException e) {
            @SuppressWarnings("unchecked")
            E failed = (E) checked(e.getCause());
            throw failed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** What a piece of work threw, where it is of the type that it declares. */
    private static Throwable checked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return thrown;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "run");
        thread.setDaemon(true);
        return thread;
    }
}
