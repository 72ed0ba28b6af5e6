package dev.brownout.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Looks for the smallest designs that hold, on a grid of settings.
 *
 * <p>It assumes that more of a setting that grows never turns a design that holds into one that does not. So, in each
 * row, it halves what is left of the last setting, and leaves out what an earlier answer implies: all that is no larger
 * than a design that does not hold, all that is no smaller than one that does. Settings without an order, such as names
 * of algorithms, are all tried. A design that is undecided counts as one that does not hold.
 */
public final class SmallestSearch {
    private final int[] sizes;
    private final boolean[] grows;

    /**
     * A grid.
     *
     * @param sizes how many values each setting has
     * @param grows whether the values of each grow
     */
    public SmallestSearch(int[] sizes, boolean[] grows) {
        this.sizes = sizes.clone();
        this.grows = grows.clone();
    }

    /** How many designs are tried at most. */
    public int mostTests() {
        int rows = 1;
        for (int i = 0; i < sizes.length - 1; i++) {
            rows *= sizes[i];
        }
        int last = sizes[sizes.length - 1];
        int row = grows[sizes.length - 1] ? 32 - Integer.numberOfLeadingZeros(last) : last;
        return rows * row;
    }

    /**
     * Searches.
     *
     * @param design what comes of a design, given by the positions of its values, from 0
     * @return the designs tried that hold and that no smaller one tried makes needless, in order
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
                            && noLarger(e.getKey(), one));
            if (answer == DesignVerdict.HOLDS && !needless) {
                found.add(one);
            }
        });
        return found;
    }

    /** Searches the values of the last setting, the others being as they are. */
    private void row(
            int[] row, Function<List<Integer>, DesignVerdict> design, Map<List<Integer>, DesignVerdict> tried) {
        int last = sizes.length - 1;
        if (!grows[last]) {
            for (int i = 0; i < sizes[last]; i++) {
                ask(row, i, design, tried);
            }
            return;
        }
        int low = 0;
        int high = sizes[last];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ask(row, middle, design, tried) == DesignVerdict.HOLDS) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
    }

    private DesignVerdict ask(
            int[] row,
            int value,
            Function<List<Integer>, DesignVerdict> design,
            Map<List<Integer>, DesignVerdict> tried) {
        row[sizes.length - 1] = value;
        List<Integer> point = Arrays.stream(row).boxed().toList();
        for (Map.Entry<List<Integer>, DesignVerdict> one : tried.entrySet()) {
            boolean held = one.getValue() == DesignVerdict.HOLDS;
            if (held ? noLarger(one.getKey(), point) : noLarger(point, one.getKey())) {
                return one.getValue();
            }
        }
        DesignVerdict answer = design.apply(point);
        tried.put(point, answer);
        return answer;
    }

    private boolean noLarger(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < sizes.length; i++) {
            int difference = one.get(i) - other.get(i);
            if (grows[i] ? difference > 0 : difference != 0) {
                return false;
            }
        }
        return true;
    }

    /** Moves on to the next row; false after the last one. */
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
