package dev.brownout.terminal;

import dev.brownout.translation.LanguageScope.TextTask;

/**
 * Number of columns of the text that a thread renders in a task: those of the terminal, between 60 and 200. Outside any
 * task with a width, texts have 80 columns, as in files and pipes.
 */
public final class TerminalWidth {
    /** Number of columns without a terminal. */
    public static final int USUAL = 80;

    private static final int LEAST = 60;
    private static final int MOST = 200;

    private static final ThreadLocal<Integer> CURRENT = ThreadLocal.withInitial(() -> USUAL);

    private TerminalWidth() {}

    /**
     * Runs a task with the width of a terminal, and returns its result.
     *
     * @param columns the number of columns of the terminal
     * @throws E the exception of the task
     */
    public static <T, E extends Exception> T in(int columns, TextTask<T, E> task) throws E {
        int outer = CURRENT.get();
        CURRENT.set(Math.max(LEAST, Math.min(MOST, columns)));
        try {
            return task.run();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** Returns the number of columns of the task that this thread runs. */
    public static int current() {
        return CURRENT.get();
    }
}
