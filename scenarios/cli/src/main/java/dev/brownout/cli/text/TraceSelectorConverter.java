package dev.brownout.cli.text;

import dev.brownout.tracing.TraceSelector;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converter of the option that selects requests for tracing: the n slowest requests, the first n failed requests, or
 * one request by its id.
 */
public final class TraceSelectorConverter implements ITypeConverter<TraceSelector> {
    private static final Pattern COUNT = Pattern.compile("(slowest|failed)=([1-9][0-9]{0,2})");
    private static final Pattern ID = Pattern.compile("id=([0-9a-f]{1,16})");
    private static final int HEX_RADIX = 16;

    @Override
    public TraceSelector convert(String text) {
        Matcher countMatcher = COUNT.matcher(text);
        if (countMatcher.matches()) {
            int count = Integer.parseInt(countMatcher.group(2));
            boolean slowest = countMatcher.group(1).equals("slowest");
            return new TraceSelector(slowest ? count : 0, slowest ? 0 : count, List.of());
        }
        Matcher idMatcher = ID.matcher(text);
        if (idMatcher.matches()) {
            return new TraceSelector(0, 0, List.of(Long.parseUnsignedLong(idMatcher.group(1), HEX_RADIX)));
        }
        throw new TypeConversionException("'" + text
                + "' is none of slowest=5, failed=3 (1 to 999), or id=1f0c6d2b8a9e4c57 as an earlier trace"
                + " shows it");
    }
}
