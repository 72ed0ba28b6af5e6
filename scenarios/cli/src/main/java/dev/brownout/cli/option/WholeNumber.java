package dev.brownout.cli.option;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a whole number as an option writes it.
 *
 * @param read from its digits
 * @param <T> what holds it
 */
public record WholeNumber<T>(Function<String, T> read) implements ITypeConverter<T> {
    /** Lets all options of a command and of those below it be read so that are whole numbers. */
    public static void ofAll(CommandLine command) {
        command.registerConverter(Long.class, new WholeNumber<>(Long::valueOf));
        command.registerConverter(Integer.class, new WholeNumber<>(Integer::valueOf));
        command.registerConverter(int.class, new WholeNumber<>(Integer::valueOf));
    }

    @Override
    public T convert(String text) {
        try {
            return read.apply(text);
        } catch (NumberFormatException wrong) {
            boolean digits = text.matches("[+-]?\\d+");
            throw new TypeConversionException("'" + text + "' is " + (digits ? "too large" : "no whole number"));
        }
    }
}
