package dev.brownout.parallel;

import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.TextLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs independent tasks in parallel, and passes on their results in order. Their texts are in the language of the
 * caller.
 */
public final class Workers {
    private Workers() {}

    /**
     * A set of numbered tasks.
     *
     * @param <T> the type of the result of a task
     * @param <E> the type of the exception of a task
     */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Runs the task of a number and returns its result. */
        T piece(int number) throws E;
    }

    /**
     * Runs tasks 0 to {@code count - 1} on several threads. Passes on each result after all earlier ones.
     *
     * @param threads the maximum number of threads, at least 1
     * @throws E the exception of the first task, by number, that failed
     */
    public static <T, E extends Exception> void each(int threads, int count, Work<T, E> work, Consumer<T> results)
            throws E {
        if (count == 0) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, count), Workers::thread);
        TextLanguage language = LanguageScope.current();
        try {
            List<Future<T>> promised = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                promised.add(pool.submit(() -> LanguageScope.in(language, () -> work.piece(number))));
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

    /** Returns the exception of a task if it is of the declared type; throws an unchecked exception or an error. */
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
