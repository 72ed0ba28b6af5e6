package dev.brownout.web.emulation;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * Methods that classes in TeaVM's class library lack. {@link EmulationTransformer} adds each method that it lists to
 * its class. An instance method has its object as first parameter.
 */
public final class MissingMethods {
    private static final int HALF = Integer.SIZE;
    private static final long LOW = 0xffffffffL;

    private MissingMethods() {}

    /** Returns the upper 64 bits of a product (H. S. Warren, "Hacker's Delight", 2nd edition, 2012, section 8-2). */
    public static long multiplyHigh(long x, long y) {
        long xLow = x & LOW;
        long xHigh = x >> HALF;
        long yLow = y & LOW;
        long yHigh = y >> HALF;
        long carry = xHigh * yLow + (xLow * yLow >>> HALF);
        return xHigh * yHigh + (carry >> HALF) + ((carry & LOW) + xLow * yHigh >> HALF);
    }

    /** Returns a character as a text. */
    public static String toString(int codePoint) {
        return new String(Character.toChars(codePoint));
    }

    /** Returns the lines of a text. */
    public static Stream<String> lines(String text) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        int count = lines.length;
        return Arrays.stream(lines).limit(lines[count - 1].isEmpty() ? count - 1 : count);
    }

    /** Returns a text in which each match is replaced by the value of a function. */
    public static String replaceAll(Matcher matcher, Function<MatchResult, String> replacer) {
        matcher.reset();
        StringBuffer replaced = new StringBuffer();
        while (matcher.find()) {
            matcher.appendReplacement(replaced, replacer.apply(matcher.toMatchResult()));
        }
        return matcher.appendTail(replaced).toString();
    }

    /** Returns a stream of a value; an empty stream of {@code null}. */
    public static <T> Stream<T> ofNullable(T value) {
        return value == null ? Stream.empty() : Stream.of(value);
    }

    /** Returns an empty map. */
    public static <K, V> NavigableMap<K, V> emptyNavigableMap() {
        return new TreeMap<>();
    }

    /** Returns the map itself: the program does not rely on the exception of a change. */
    public static <K, V> SortedMap<K, V> unmodifiableSortedMap(SortedMap<K, ? extends V> map) {
        @SuppressWarnings("unchecked")
        SortedMap<K, V> same = (SortedMap<K, V>) map;
        return same;
    }

    /** Returns the map itself: the program does not rely on the exception of a change. */
    public static <K, V> NavigableMap<K, V> unmodifiableNavigableMap(NavigableMap<K, ? extends V> map) {
        @SuppressWarnings("unchecked")
        NavigableMap<K, V> same = (NavigableMap<K, V>) map;
        return same;
    }

    /** Returns the largest heap of a page in the common browsers, in bytes: the 4 GB of compressed pointers. */
    public static long maxMemory(Runtime runtime) {
        return 1L << HALF;
    }

    /** Returns that memory is not short: a page cannot ask for its heap. A run in it has a limit of its own. */
    public static boolean isShort() {
        return false;
    }
}
