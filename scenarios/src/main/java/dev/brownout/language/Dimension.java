package dev.brownout.language;

/** What an amount is an amount of. */
public enum Dimension {
    /** A bare number, such as {@code 3} or {@code 100k}. */
    COUNT("a bare number", "100"),
    /** Base: nanosecond. */
    TIME("a duration", "10ms"),
    /** Base: ratio. */
    RATIO("a percentage", "95%"),
    /** Base: per second. */
    RATE("a rate", "500/s"),
    /** Base: byte. */
    SIZE("a size", "64MB"),
    /** Base: bit per second. */
    BANDWIDTH("a bandwidth", "1Gbps"),
    /** Base: dollar. */
    MONEY("an amount of money", "$5"),
    /** Base: dollar per second. */
    MONEY_RATE("an amount of money per time", "$0.05/h");

    private final String words;
    private final String example;

    Dimension(String words, String example) {
        this.words = words;
        this.example = example;
    }

    /** What it is, with its article. */
    public String words() {
        return words;
    }

    /** How one is written. */
    public String example() {
        return example;
    }
}
