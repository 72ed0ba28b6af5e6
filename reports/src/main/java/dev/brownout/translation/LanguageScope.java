package dev.brownout.translation;

/**
 * Language of the texts that a thread renders in a task. Tasks of {@link dev.brownout.parallel.Workers} have the
 * language of their caller. Outside any task with a language, texts are in English. Files for programs are the same in
 * each language.
 */
public final class LanguageScope {
    private static final ThreadLocal<TextLanguage> CURRENT = ThreadLocal.withInitial(() -> TextLanguage.en);

    private LanguageScope() {}

    /**
     * A task that renders texts.
     *
     * @param <T> the type of its result
     * @param <E> the type of its exception
     */
    @FunctionalInterface
    public interface TextTask<T, E extends Exception> {
        /** Runs the task. */
        T run() throws E;
    }

    /**
     * Runs a task with a language of its texts, and returns its result.
     *
     * @throws E the exception of the task
     */
    public static <T, E extends Exception> T in(TextLanguage language, TextTask<T, E> task) throws E {
        TextLanguage outer = CURRENT.get();
        CURRENT.set(language);
        try {
            return task.run();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** Returns the language of the task that this thread runs. */
    public static TextLanguage current() {
        return CURRENT.get();
    }
}
