package dev.brownout.cli.option;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converter of an integer option.
 *
 * @param read parser of the digits
 * @param <T> integer type
 */
public record WholeNumber<T>(Function<String, T> read) implements ITypeConverter<T> {
    /** Registers this converter for all integer options of a command and its subcommands. */
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
