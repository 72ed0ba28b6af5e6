package dev.brownout.cli.text;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converter of a percentage option such as {@code 95%} to a share between 0 and 1, both exclusive. */
public final class PercentConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        if (!text.matches("\\d{1,2}(\\.\\d{1,6})?%") || Double.parseDouble(text.replace("%", "")) == 0) {
            throw new TypeConversionException("'" + text + "' is not a percentage between 0 and 100, such as 95%");
        }
        return Double.parseDouble(text.replace("%", "")) / 100;
    }
}
