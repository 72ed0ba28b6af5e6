package dev.brownout.format;

/** Symbols of units after a number and a space, at which a terminal does not break lines. */
public final class UnitSymbols {
    /** Regular expression of one symbol, such as {@code %}, {@code ms}, {@code kB/s} or {@code requests/s}. */
    public static final String REGEX =
            "(?:%|(?:ns|μs|ms|s|min|h|d|[kMGTP]?B|[KMGT]iB|[kMGT]?bit)(?:/s)?|\\p{L}+/(?:s|min|h))";

    private UnitSymbols() {}
}
