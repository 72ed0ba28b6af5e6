package dev.brownout.io;

import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file format with a version number. Each file states its version, and the program reads this version only. The
 * version increases when an earlier program could not read new files, or would misinterpret them.
 *
 * @param name the name of the format, such as {@code scenarios} or {@code result.json}
 * @param version the version that this program writes and reads
 */
public record FileFormat(String name, int version) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*");
    private static final int MOST_DIGITS = 9;

    /** Returns whether a file of this version requires a newer program. */
    public boolean newer(String number) {
        return NUMBER.matcher(number).matches()
                && (number.length() > MOST_DIGITS || Integer.parseInt(number) > version);
    }

    /** Returns the reason why a file of this version cannot be read; empty if it can. */
    public Optional<Sentence> refusal(String number) {
        if (newer(number)) {
            return Optional.of(Sentence.of(
                    "written for version {} of {}; this program reads version {}: update brownout",
                    number,
                    Sentence.of(name),
                    version));
        }
        return number.equals(String.valueOf(version))
                ? Optional.empty()
                : Optional.of(Sentence.of(
                        "'{}' is not the version of {} that this program reads; expected {}",
                        number,
                        Sentence.of(name),
                        version));
    }

    /**
     * Checks the version that a file states.
     *
     * @param line the line of the version, from 1
     * @param column the column of its first character, from 1
     * @throws NewerFormatException if the file requires a newer program
     * @throws IOException if it is another version, or no version
     */
    public void check(String number, int line, int column) throws IOException {
        Optional<Sentence> wrong = refusal(number);
        if (newer(number)) {
            throw new NewerFormatException(wrong.get().toString(), line, column);
        }
        if (wrong.isPresent()) {
            throw new IOException(wrong.get().toString());
        }
    }
}
