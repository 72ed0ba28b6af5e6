package dev.brownout.io;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A form of files that has a number. Each file says its number; the number grows when programs that know only smaller
 * ones could not read what is written from then on, or would take it for something else.
 *
 * @param name what such files are called: {@code scenarios}, {@code result.json}
 * @param newest the number that this program writes; it reads all from 1 up to it
 */
public record FileFormat(String name, int newest) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*");
    private static final int MOST_DIGITS = 9;

    /** Whether a file that says this number is for a newer program. */
    public boolean newer(String number) {
        return NUMBER.matcher(number).matches() && (number.length() > MOST_DIGITS || Integer.parseInt(number) > newest);
    }

    /** Why a file that says this number cannot be read, in words; nothing where it can. */
    public Optional<String> refusal(String number) {
        if (newer(number)) {
            return Optional.of("written for version " + number + " of " + name + "; this program reads "
                    + (newest > 1 ? "up to " : "") + "version " + newest + ": update brownout");
        }
        if (!NUMBER.matcher(number).matches()) {
            return Optional.of("'" + number + "' is no version of " + name + "; expected "
                    + (newest > 1 ? "a whole number from 1 to " : "") + newest);
        }
        return Optional.empty();
    }

    /**
     * Checks the number that a file says.
     *
     * @param line where it says it, from 1
     * @param column the first character of the number, from 1
     * @throws NewerFormatException if the file is for a newer program
     * @throws IOException if it is no number of this format
     */
    public void check(String number, int line, int column) throws IOException {
        Optional<String> wrong = refusal(number);
        if (newer(number)) {
            throw new NewerFormatException(wrong.orElseThrow(), line, column);
        }
        if (wrong.isPresent()) {
            throw new IOException(wrong.get());
        }
    }
}
