package dev.brownout.cli.text;

import dev.brownout.experiment.spec.ExperimentOption;
import dev.brownout.sentence.InvalidValueException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converter of a percentage option such as {@code 95%} to a share between 0 and 1, both exclusive. */
public final class PercentConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            return ExperimentOption.share(text).ratio();
        } catch (InvalidValueException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
