package dev.brownout.language.parse;

/** Physical dimension of an amount. */
public enum Dimension {
    /** A bare number, such as {@code 3} or {@code 100k}. */
    COUNT("a bare number", "100", "10000000000G"),
    /** Base: nanosecond. */
    TIME("a duration", "10ms", "26687d"),
    /** Base: ratio. */
    RATIO("a percentage", "95%", "1000000%"),
    /** Base: per second. */
    RATE("a rate", "500/s", "1G/s"),
    /** Base: byte. */
    SIZE("a size", "64MB", "1000TB"),
    /** Base: bit per second. */
    BANDWIDTH("a bandwidth", "1Gbps", "1000Tbps"),
    /** Base: dollar. */
    MONEY("an amount of money", "$5", "$1000000000"),
    /** Base: dollar per second. */
    MONEY_RATE("an amount of money per time", "$0.05/h", "$1000000000/s");

    private final String words;
    private final String example;
    private final String maximum;

    Dimension(String words, String example, String most) {
        this.words = words;
        this.example = example;
        this.maximum = most;
    }

    /** Returns a noun for the dimension, with its article. */
    public String words() {
        return words;
    }

    /** Returns an example as written in a scenario. */
    public String example() {
        return example;
    }

    /**
     * Returns the largest absolute value of any amount, as written in a scenario. It is far below the values at which
     * sums and products overflow.
     */
    public String maximum() {
        return maximum;
    }
}
