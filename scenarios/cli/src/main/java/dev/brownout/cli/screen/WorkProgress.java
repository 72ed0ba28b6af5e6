package dev.brownout.cli.screen;

import dev.brownout.sentence.Sentence;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.SentenceTranslation;
import dev.brownout.translation.TextLanguage;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Progress of other work than runs, such as reading files, on the standard error stream. A terminal has one line, which
 * is overwritten and erased at the end. A terminal without control sequences has a line about 4 s, 8 s, 16 s and so on
 * after the beginning. Any other stream has none. The class may be used by several threads.
 */
public final class WorkProgress implements AutoCloseable {
    private static final long FIRST_LINE_NANOS = 4_000_000_000L;

    private final PrintStream screen;
    private final StatusLine status;
    private final Form form;
    private final LongSupplier clock;
    /** Language of the command. Threads of its work report their progress. */
    private final TextLanguage language = LanguageScope.current();

    private final long startedAt;
    private long nextAt;

    /** Form of the progress, by the kind of the stream. */
    public enum Form {
        /** One line that is overwritten. */
        LINE,
        /** Lines of their own. */
        LINES,
        /** No progress. */
        NONE
    }

    /** Creates the progress of work that begins now, with a clock in ns. */
    public WorkProgress(PrintStream screen, Form form, LongSupplier clock) {
        this.screen = screen;
        this.status = new StatusLine(screen);
        this.form = form;
        this.clock = clock;
        this.startedAt = clock.getAsLong();
        this.nextAt = startedAt + (form == Form.LINES ? FIRST_LINE_NANOS : 0);
    }

    /** Shows the state of the work, unless the last one was shown just before. */
    public synchronized void show(Sentence state) {
        long now = clock.getAsLong();
        if (form == Form.NONE || now < nextAt) {
            return;
        }
        Sentence sentence = Sentence.of("brownout: {}", state);
        String line = LanguageScope.in(language, () -> SentenceTranslation.marked(sentence));
        if (form == Form.LINES) {
            nextAt = startedAt + 2 * (now - startedAt);
            screen.println(line);
        } else {
            nextAt = now + StatusLine.PAUSE_NANOS;
            status.show(line);
        }
    }

    @Override
    public synchronized void close() {
        if (form == Form.LINE) {
            status.erase();
        }
    }
}
