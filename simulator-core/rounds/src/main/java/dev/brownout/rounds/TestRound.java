package dev.brownout.rounds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Part of the rows of long tests that a build runs, selected by {@code -Dbrownout.rows}. */
public enum TestRound {
    /** The rows of {@code mvn verify}. */
    CHOSEN,
    /** The rows that {@code .ci/run} adds. */
    REMAINING,
    /** Every row. */
    ALL;

    private static final TestRound CURRENT =
            valueOf(System.getProperty("brownout.rows", "chosen").toUpperCase(Locale.ROOT));

    /** Returns the round of this process. */
    public static TestRound current() {
        return CURRENT;
    }

    /** Returns whether this round runs a row. */
    boolean includes(boolean chosen) {
        return this == ALL || chosen == (this == CHOSEN);
    }

    /**
     * Returns the rows of a table that belong to the current round.
     *
     * @param rows all rows
     * @param chosen indices of the rows of {@code mvn verify}, from 0
     */
    public static <T> List<T> rows(List<T> rows, int... chosen) {
        return IntStream.range(0, rows.size())
                .filter(i -> CURRENT.includes(IntStream.of(chosen).anyMatch(one -> one == i)))
                .mapToObj(rows::get)
                .toList();
    }

    /**
     * Returns a part of a table that depends on the commit, and prints it. The round of {@code .ci/run} has all rows.
     *
     * @param rows all rows
     * @param count number of rows in {@code mvn verify}
     */
    public static <T> List<T> rotating(List<T> rows, int count) {
        return rotating(rows, count, rows.size());
    }

    /**
     * Returns a part of a table that depends on the commit, and prints it. {@code -Dbrownout.rows=all} has all rows.
     *
     * @param rows all rows
     * @param chosen number of rows in {@code mvn verify}
     * @param remaining number of rows in {@code .ci/run}
     */
    public static <T> List<T> rotating(List<T> rows, int chosen, int remaining) {
        int count = switch (CURRENT) {
            case CHOSEN -> chosen;
            case REMAINING -> remaining;
            case ALL -> rows.size();
        };
        if (count >= rows.size()) {
            return rows;
        }
        int first = Math.floorMod(commit(), rows.size());
        List<T> part = IntStream.range(0, count)
                .mapToObj(i -> rows.get((first + i * (rows.size() / count)) % rows.size()))
                .toList();
        System.out.println("rows of this commit: " + part);
        return part;
    }

    /**
     * Returns a number that depends on the commit alone: the first digits of its hash, or {@code -Dbrownout.commit}.
     * Outside of a git checkout it is 0.
     */
    public static int commit() {
        String hash = System.getProperty("brownout.commit", "");
        if (hash.isEmpty()) {
            hash = head();
        }
        return hash.length() < 7 ? 0 : Integer.parseInt(hash.substring(0, 7), 16);
    }

    private static String head() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD").start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException without) {
            return "";
        }
    }
}
