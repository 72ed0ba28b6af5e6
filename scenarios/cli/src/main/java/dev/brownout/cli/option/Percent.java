package dev.brownout.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share between 0 and 1 as an option writes it: {@code 95%}. */
public final class Percent implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        if (!text.matches("\\d{1,2}(\\.\\d{1,6})?%") || Double.parseDouble(text.replace("%", "")) == 0) {
            throw new TypeConversionException("'" + text + "' is no percentage between 0 and 100, such as 95%");
        }
        return Double.parseDouble(text.replace("%", "")) / 100;
    }
}
