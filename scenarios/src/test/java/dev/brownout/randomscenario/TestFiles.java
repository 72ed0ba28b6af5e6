package dev.brownout.randomscenario;

import dev.brownout.spec.TableColumn.Content;
import java.util.ArrayList;
import java.util.List;
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

    String counts(double mean) {
        return values("counts-" + texts.size() + ".csv", mean, "");
    }

    private String values(String name, double mean, String unit) {
        StringBuilder text = new StringBuilder();
        for (int i = chance.intBetween(1, 20); i > 0; i--) {
            text.append((long) (mean * chance.logarithmic(0.1, 5))).append(unit).append('\n');
        }
        return add(name, text.toString());
    }

    /** Adds a file of arrivals over a run, in order, some of them at the same time. */
    String arrivals(Scale scale) {
        StringBuilder text = new StringBuilder();
        long instant = 0;
        for (int i = 0; i < scale.requests() && i < 400; i++) {
            instant +=
                    chance.percent(20) ? 0 : (long) (chance.logarithmic(0.1, 3) * scale.runNanos() / scale.requests());
            text.append(instant).append("ns\n");
        }
        return add("arrivals-" + texts.size() + ".csv", text.toString());
    }

    /** Adds a file with a table: keys, sizes and times over a duration, or times and rates around a mean, in order. */
    String table(TableTexts table, double nanos, double perSecond) {
        List<List<String>> rows = new ArrayList<>();
        long instant = 0;
        for (int i = chance.intBetween(1, 50); i > 0; i--) {
            instant += 1 + (long) (chance.logarithmic(0.1, 3) * nanos / 50);
            List<String> row = new ArrayList<>();
            for (Content content : table.contents()) {
                row.add(
                        switch (content) {
                            case KEYS -> "key" + chance.nextInt(12);
                            case SIZES -> Integer.toString(chance.nextInt(100_000));
                            case ORDER -> Integer.toString(chance.nextInt(1000));
                            case ARRIVALS, INSTANTS -> instant + "ns";
                            case RATES -> Double.toString(chance.nextInt(3) * perSecond) + "/s";
                        });
            }
            rows.add(row);
        }
        return add("table-" + texts.size() + ".csv", table.lines(rows));
    }
}
