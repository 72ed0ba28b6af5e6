package dev.brownout.randomscenario;

import java.util.Map;
import java.util.TreeMap;

/** Files that a scenario refers to: recorded arrivals, durations, sizes and keys. */
final class TestFiles {
    private final Map<String, String> texts = new TreeMap<>();
    private final Chance chance;

    TestFiles(Chance chance) {
        this.chance = chance;
    }

    /** Returns the texts of all files by name. */
    Map<String, String> texts() {
        return texts;
    }

    /** Adds a file and returns its name. */
    String add(String name, String text) {
        texts.put(name, text);
        return name;
    }

    String times(double mean) {
        return values("times-" + texts.size() + ".csv", mean, "ns");
    }

    String sizes(double mean) {
        return values("sizes-" + texts.size() + ".csv", mean, "B");
    }

    private String values(String name, double mean, String unit) {
        StringBuilder text = new StringBuilder();
        for (int i = chance.between(1, 20); i > 0; i--) {
            text.append((long) (mean * chance.logarithmic(0.1, 5))).append(unit).append('\n');
        }
        return add(name, text.toString());
    }

    /** Adds a file of arrivals over a run, in order, some of them at the same time. */
    String arrivals(Scale scale) {
        StringBuilder text = new StringBuilder();
        long at = 0;
        for (int i = 0; i < scale.requests() && i < 400; i++) {
            at += chance.percent(20) ? 0 : (long) (chance.logarithmic(0.1, 3) * scale.runNanos() / scale.requests());
            text.append(at).append("ns\n");
        }
        return add("arrivals-" + texts.size() + ".csv", text.toString());
    }

    String keys() {
        return keys(false);
    }

    /** Adds a file of keys, optionally with object sizes in a second column. */
    String keys(boolean sized) {
        StringBuilder text = new StringBuilder();
        for (int i = chance.between(1, 50); i > 0; i--) {
            text.append("key").append(chance.below(12));
            if (sized) {
                text.append(',').append(chance.below(100_000));
            }
            text.append('\n');
        }
        return add((sized ? "objects-" : "keys-") + texts.size() + ".csv", text.toString());
    }
}
