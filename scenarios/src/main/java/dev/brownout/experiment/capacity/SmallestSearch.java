package dev.brownout.experiment.capacity;

import dev.brownout.experiment.DesignVerdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Searches a grid of settings for the smallest designs that meet every assertion.
 *
 * <p>The search assumes monotonicity: a larger value of an ordered setting never turns a design that meets its
 * assertions into one that does not. In each row it bisects the last setting. It skips designs with an implied verdict.
 * A design no larger than a failing one fails; a design no smaller than a passing one passes. Settings without an
 * order, such as names of algorithms, are searched exhaustively. An undecided design counts as failing.
 *
 * <p>Of a setting that is ordered, but not monotone, the values of a row are tried in their order until one passes. A
 * connection pool in front of a database that slows down under load is such a setting: it can be too large.
 */
public final class SmallestSearch {
    private final int[] sizes;
    private final boolean[] grows;
    private final boolean[] monotone;

    /**
     * Creates a search on a grid.
     *
     * @param sizes number of values of each setting
     * @param grows whether the values of each setting are ordered
     */
    public SmallestSearch(int[] sizes, boolean[] grows) {
        this(sizes, grows, grows);
    }

    /**
     * Creates a search on a grid.
     *
     * @param sizes number of values of each setting
     * @param grows whether the values of each setting are ordered
     * @param monotone whether a larger value of each setting, of the ordered ones, never turns a passing design into a
     *     failing one
     */
    public SmallestSearch(int[] sizes, boolean[] grows, boolean[] monotone) {
        this.sizes = sizes.clone();
        this.grows = grows.clone();
        this.monotone = monotone.clone();
    }

    /** Returns the maximum number of designs tried. */
    public int mostTests() {
        int rows = 1;
        for (int i = 0; i < sizes.length - 1; i++) {
            rows *= sizes[i];
        }
        int last = sizes[sizes.length - 1];
        int row = monotone[sizes.length - 1] ? 32 - Integer.numberOfLeadingZeros(last) : last;
        return rows * row;
    }

    /**
     * Searches the grid.
     *
     * @param design returns the verdict on a design, given the indices of its values, from 0
     * @return the passing designs that are not larger than another passing one, in the order of the search
     */
    public List<List<Integer>> search(Function<List<Integer>, DesignVerdict> design) {
        Map<List<Integer>, DesignVerdict> tried = new LinkedHashMap<>();
        int[] row = new int[sizes.length];
        do {
            row(row, design, tried);
        } while (next(row));
        List<List<Integer>> found = new ArrayList<>();
        tried.forEach((one, answer) -> {
            boolean needless = tried.entrySet().stream()
                    .anyMatch(e -> e.getValue() == DesignVerdict.HOLDS
                            && !e.getKey().equals(one)
                            && noLarger(grows, e.getKey(), one));
            if (answer == DesignVerdict.HOLDS && !needless) {
                found.add(one);
            }
        });
        return found;
    }

    /** Searches the values of the last setting for fixed values of the preceding settings. */
    private void row(
            int[] row, Function<List<Integer>, DesignVerdict> design, Map<List<Integer>, DesignVerdict> tried) {
        int last = sizes.length - 1;
        if (!monotone[last]) {
            boolean found = false;
            for (int i = 0; i < sizes[last] && !found; i++) {
                found = evaluate(row, i, design, tried) == DesignVerdict.HOLDS && grows[last];
            }
            return;
        }
        int low = 0;
        int high = sizes[last];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (evaluate(row, middle, design, tried) == DesignVerdict.HOLDS) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
    }

    private DesignVerdict evaluate(
            int[] row,
            int value,
            Function<List<Integer>, DesignVerdict> design,
            Map<List<Integer>, DesignVerdict> tried) {
        row[sizes.length - 1] = value;
        List<Integer> point = Arrays.stream(row).boxed().toList();
        for (Map.Entry<List<Integer>, DesignVerdict> one : tried.entrySet()) {
            boolean isHeld = one.getValue() == DesignVerdict.HOLDS;
            if (isHeld ? noLarger(monotone, one.getKey(), point) : noLarger(monotone, point, one.getKey())) {
                return one.getValue();
            }
        }
        DesignVerdict answer = design.apply(point);
        tried.put(point, answer);
        return answer;
    }

    private static boolean noLarger(boolean[] ordered, List<Integer> one, List<Integer> other) {
        for (int i = 0; i < ordered.length; i++) {
            int difference = one.get(i) - other.get(i);
            if (ordered[i] ? difference > 0 : difference != 0) {
                return false;
            }
        }
        return true;
    }

    /** Advances to the next row; returns false after the last row. */
    private boolean next(int[] row) {
        for (int i = sizes.length - 2; i >= 0; i--) {
            if (++row[i] < sizes[i]) {
                return true;
            }
            row[i] = 0;
        }
        return false;
    }
}
