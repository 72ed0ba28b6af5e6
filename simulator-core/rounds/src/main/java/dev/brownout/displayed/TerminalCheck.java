package dev.brownout.displayed;

import dev.brownout.displayed.ResultValues.Assertion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Check of the numbers that {@code run} and {@code run --details} print. */
final class TerminalCheck {
    private static final String PLACE = "terminal";
    private static final Pattern GAP = Pattern.compile(" {2,}");
    private static final Pattern FACTS =
            Pattern.compile("  (.*?) {2,}(\\S+ %|no data) available, p50 ([^,;]+?)(?:, p99 ([^,;]+?))?(?:;.*)?");
    private static final Pattern CHART = Pattern.compile(".*(0:00|peak|bound).*");

    private final ResultValues values;
    private final List<String> names;
    private final List<Assertion> left;

    private TerminalCheck(ResultValues values) {
        this.values = values;
        this.names = values.names();
        this.left = new ArrayList<>(values.assertions());
    }

    private static List<String> cells(String line) {
        return Arrays.asList(GAP.split(line.strip(), -1));
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\u00a0]", "");
    }

    private static boolean matches(String shown, String name) {
        String start = shown.replaceFirst("…$", "");
        return shown.equals(name) || !start.equals(shown) && name.startsWith(start);
    }

    /**
     * Checks the overview in 80 columns.
     *
     * @param page the data of the page, which has the metrics of the rows without an assertion
     */
    static void overview(String text, Map<String, Object> page, ResultValues values) {
        TerminalCheck check = new TerminalCheck(values);
        List<String> lines = text.lines().toList();
        if (check.names.size() == 1) {
            check.single(lines);
        } else {
            check.several(lines, page);
        }
        String words = squeezed(text);
        check.left.removeIf(one -> words.contains("met:") && words.contains(squeezed(one.name())));
        values.expect(check.left.isEmpty(), PLACE, "missing assertions", check.left, text);
    }

    private void single(List<String> lines) {
        boolean table = false;
        for (String line : lines) {
            List<String> cells = cells(line);
            if (table && cells.size() > 2) {
                distance(cells);
                isAsserted(cells.get(0), Optional.of(cells.get(1)), List.of(cells.get(2)));
            }
            table = table ? cells.size() > 2 : cells.equals(List.of("assertion", "bound", "measured"));
            Matcher facts = FACTS.matcher(line);
            if (facts.matches()) {
                Map<String, Object> request = ResultValues.map(values.variants().get(0), "requests", facts.group(1));
                values.shows(facts.group(2), request.get("availability"), "ratio", PLACE, line);
                values.percentile(facts.group(3), ResultValues.map(request, "successes"), "p50", PLACE);
                if (facts.group(4) != null) {
                    values.percentile(facts.group(4), ResultValues.map(request, "successes"), "p99", PLACE);
                }
            }
        }
    }

    /** Checks the distance in the note behind an assertion, between unusual words and the time of a violation. */
    private void distance(List<String> cells) {
        for (String note : cells.subList(3, cells.size())) {
            for (String part : note.split(", (?![0-9]{3})", -1)) {
                if (part.matches(".*(bound|above|below)")) {
                    found(cells.get(0))
                            .ifPresent(one -> values.distance(
                                    part, values.outcome(one, values.variants().get(0)), PLACE));
                }
            }
        }
    }

    private Optional<Assertion> found(String label) {
        return left.stream()
                .filter(one -> matches(label, one.name())
                        || label.startsWith(one.name() + " (")
                        || squeezed(label).equals(squeezed(one.name())))
                .findFirst();
    }

    /** Checks the outcomes of an assertion in the variants. Returns false if there is no such assertion. */
    private boolean isAsserted(String label, Optional<String> bound, List<String> cells) {
        Optional<Assertion> found = found(label);
        found.ifPresent(one -> {
            left.remove(one);
            boolean first = true;
            for (int i = 0; i < names.size(); i++) {
                Map<String, Object> sla = values.outcome(one, values.variants().get(i));
                String cell = cells.get(i);
                if (sla.isEmpty()) {
                    values.expect(cell.equals("-"), PLACE, "outcome without assertion", label, cell);
                } else {
                    values.expect(cell.startsWith(ResultValues.symbol(sla) + " "), PLACE, "symbol", cell, sla);
                    values.measure(cell.substring(1).strip(), sla, PLACE);
                    // A row has the bound of its first outcome. Without data, a bound of 0 has no unit.
                    if (first || ResultValues.number(sla, "bound") != 0) {
                        bound.ifPresent(text -> values.bound(text, sla, PLACE));
                    }
                    first = false;
                }
            }
        });
        return found.isPresent();
    }

    /** Lines with columns that two blanks or more separate in all rows, below lines of headings. */
    private record Block(List<String> heads, List<String> rows, int[] starts) {
        static Block of(List<String> heads, List<String> rows) {
            int width = rows.stream().mapToInt(String::length).max().orElse(0);
            int[] starts = IntStream.range(2, width)
                    .filter(i -> blank(rows, i - 1) && blank(rows, i - 2) && !blank(rows, i))
                    .toArray();
            return new Block(heads, rows, starts);
        }

        private static boolean blank(List<String> rows, int index) {
            return rows.stream().allMatch(row -> index >= row.length() || row.charAt(index) == ' ');
        }

        String cell(String line, int column) {
            int from = Math.min(line.length(), starts[column]);
            int to = column + 1 < starts.length ? Math.min(line.length(), starts[column + 1]) : line.length();
            return line.substring(from, to).strip();
        }

        String heading(int column) {
            return heads.stream().map(head -> cell(head, column)).collect(Collectors.joining());
        }
    }

    /** Checks the tables with a row or a column for each variant. */
    private void several(List<String> lines, Map<String, Object> page) {
        List<String> numbers = IntStream.rangeClosed(1, names.size())
                .mapToObj(Integer::toString)
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("  bound") && i + names.size() < lines.size()) {
                onTurned(lines, i, page);
                return;
            }
            if (cells(lines.get(i)).equals(numbers) || isRow(lines.get(i), page)) {
                boolean numbered = !isRow(lines.get(i), page);
                int from = numbered ? i + 1 : i;
                int to = from;
                while (to < lines.size()
                        && (isRow(lines.get(to), page)
                                || numbered && cells(lines.get(to)).size() > 2)) {
                    to++;
                }
                checkColumns(lines, from, to, page);
                i = to;
            }
        }
    }

    private boolean isRow(String line, Map<String, Object> page) {
        String label = cells(line).get(0);
        return line.matches("  \\S.*")
                && cells(line).size() > names.size()
                && (left.stream().anyMatch(one -> one.name().equals(label)) || isMetric(label, page));
    }

    private static List<String> heads(List<String> lines, int below, int indent) {
        int from = below;
        while (from > 0 && lines.get(from - 1).startsWith(" ".repeat(indent))) {
            from--;
        }
        return lines.subList(from, below);
    }

    /** Checks a row for each variant below wrapped headings and a line of bounds. */
    private void onTurned(List<String> lines, int bounds, Map<String, Object> page) {
        Block block = Block.of(heads(lines, bounds, 7), lines.subList(bounds + 1, bounds + 1 + names.size()));
        for (int i = 0; i < names.size(); i++) {
            String name = block.cell(block.rows().get(i), 0);
            values.expect(matches(name, names.get(i)), PLACE, "variant", name, names.get(i));
        }
        for (int column = 1; column < block.starts().length; column++) {
            int index = column;
            String bound = block.cell(lines.get(bounds), column);
            List<String> cells =
                    block.rows().stream().map(row -> block.cell(row, index)).toList();
            String heading = block.heading(column);
            if (bound.isEmpty() || !isAsserted(heading, Optional.of(bound), cells)) {
                metric(heading + (bound.isEmpty() ? "" : bound), cells, page);
            }
        }
    }

    /** Checks a column for each variant below wrapped headings. */
    private void checkColumns(List<String> lines, int from, int to, Map<String, Object> page) {
        List<String> rows = lines.subList(from, to);
        int indent = 2
                + rows.stream()
                        .mapToInt(row -> cells(row).get(0).length())
                        .max()
                        .orElse(0);
        Block block = Block.of(heads(lines, from, indent), rows);
        int first = block.starts().length - names.size();
        values.expect(first == 1 || first == 2, PLACE, "columns", rows);
        for (int i = 0; i < names.size() && first > 0; i++) {
            String heading = block.heading(first + i);
            values.expect(
                    heading.equals(Integer.toString(i + 1)) || squeezed(heading).equals(squeezed(names.get(i))),
                    PLACE,
                    "variant",
                    heading,
                    names.get(i));
        }
        for (String row : rows) {
            List<String> cells = IntStream.range(Math.max(0, first), block.starts().length)
                    .mapToObj(column -> block.cell(row, column))
                    .toList();
            Optional<String> bound = Optional.of(block.cell(row, 1)).filter(text -> first == 2 && !text.isEmpty());
            if (bound.isEmpty() || !isAsserted(block.cell(row, 0), bound, cells)) {
                metric(block.cell(row, 0), cells, page);
            }
        }
    }

    private boolean isMetric(String label, Map<String, Object> page) {
        return headlines(page, 0).containsKey(squeezed(label))
                || values.variants().stream()
                        .anyMatch(variant -> !losses(label, variant).isEmpty());
    }

    private static Map<String, String> headlines(Map<String, Object> page, int variant) {
        return ResultValues.list(ResultValues.list(page, "variants").get(variant), "numbers").stream()
                .collect(Collectors.toMap(
                        one -> squeezed(ResultValues.valueAt(one, "label").toString()),
                        one -> ResultValues.valueAt(one, "value").toString(),
                        (first, second) -> first));
    }

    /** Checks a metric without an assertion, a loss, or a number of the chart beside the table. */
    private void metric(String label, List<String> cells, Map<String, Object> page) {
        for (int i = 0; i < names.size() && !CHART.matcher(label).matches(); i++) {
            String value = headlines(page, i).get(squeezed(label));
            if (value != null) {
                values.expect(cells.get(i).equals(value), PLACE, label, cells, "is " + value);
            } else {
                loss(label, cells.get(i), values.variants().get(i));
            }
        }
    }

    private static List<?> losses(String label, Map<String, Object> variant) {
        return ResultValues.list(variant, "losses").stream()
                .filter(one -> squeezed(label)
                        .startsWith(squeezed(
                                ResultValues.valueAt(one, "name") + "of" + ResultValues.valueAt(one, "component"))))
                .toList();
    }

    private void loss(String label, String text, Map<String, Object> variant) {
        String part = squeezed(label).endsWith("inthewarm-up") ? "warmup" : "measured";
        double sum = losses(label, variant).stream()
                .mapToDouble(one -> ResultValues.number(one, part))
                .sum();
        values.shows(text, sum, text.endsWith("s") ? "s" : "1", PLACE, label);
    }

    /** Checks the verdicts, the requests and the tiers of {@code --details}, in lines without cut names. */
    static void details(String text, ResultValues values) {
        TerminalCheck check = new TerminalCheck(values);
        List<String> lines = text.lines().toList();
        Map<String, Object> variant = values.variants().get(0);
        for (int i = 1; i < lines.size(); i++) {
            List<String> heads = cells(lines.get(i));
            String above = lines.get(i - 1);
            if (heads.subList(0, Math.min(3, heads.size())).equals(List.of("assertion", "bound", "measured"))) {
                if (check.names.size() > 1) {
                    variant = values.variants().get(Integer.parseInt(above.split(" ", 2)[0]) - 1);
                    values.expect(above.endsWith(" " + variant.get("name")), PLACE, "variant", above);
                }
                for (i++; i < lines.size() && cells(lines.get(i)).size() > 3; i++) {
                    check.detail(cells(lines.get(i)), variant);
                }
                i--;
            } else if (heads.get(0).equals("assertion") && heads.size() > 1) {
                check.matrix(heads, lines.subList(i + 1, lines.size()));
            } else if (heads.get(0).equals("prediction")) {
                List<List<String>> rows = lines.subList(i + 1, lines.size()).stream()
                        .takeWhile(line -> !line.isBlank())
                        .map(TerminalCheck::cells)
                        .toList();
                values.predictions(new DisplayedTable(heads, rows), PLACE);
            } else if (heads.contains("success/s") || heads.get(0).equals("tier") && heads.contains("queue")) {
                int width = heads.size();
                List<List<String>> rows = Stream.iterate(i + 1, index -> index + 1)
                        .limit(lines.size() - i - 1L)
                        .map(index -> cells(lines.get(index)))
                        .takeWhile(cells -> cells.size() == width)
                        .map(check::numbered)
                        .toList();
                List<String> headings =
                        Stream.concat(Stream.of("variant"), heads.stream()).toList();
                DisplayedTable table = new DisplayedTable(headings, rows);
                if (heads.contains("success/s")) {
                    values.requests(table, PLACE);
                } else {
                    check.tiers(table);
                }
            }
        }
    }

    /** Checks the rows of verdicts below the numbers of some variants. */
    private void matrix(List<String> heads, List<String> lines) {
        List<Assertion> assertions = values.assertions();
        for (int i = 0; i < assertions.size(); i++) {
            List<String> expected = new ArrayList<>(List.of(assertions.get(i).name()));
            for (String number : heads.subList(1, heads.size())) {
                Map<String, Object> variant = values.variants().get(Integer.parseInt(number) - 1);
                Map<String, Object> sla = values.outcome(assertions.get(i), variant);
                expected.add(sla.isEmpty() ? "-" : ResultValues.symbol(sla) + " " + ResultValues.verdictText(sla));
            }
            values.expect(cells(lines.get(i)).equals(expected), PLACE, "verdicts", lines.get(i), expected);
        }
    }

    private void detail(List<String> cells, Map<String, Object> variant) {
        Map<String, Object> sla = ResultValues.map(variant, "sla", cells.get(0));
        values.expect(!sla.isEmpty(), PLACE, "unknown assertion", cells);
        if (!sla.isEmpty()) {
            String verdict = ResultValues.symbol(sla) + " " + ResultValues.words(sla);
            values.expect(cells.get(cells.size() - 1).equals(verdict), PLACE, "verdict", cells, verdict);
            values.bound(cells.get(1), sla, PLACE);
            values.measure(cells.get(2), sla, PLACE);
            if (cells.size() > 4) {
                values.distance(cells.get(3), sla, PLACE);
            }
        }
    }

    /** Returns the cells of a row below the name of its variant, which is a number before the first cell. */
    private List<String> numbered(List<String> cells) {
        String[] first = names.size() == 1
                ? new String[] {"1", cells.get(0)}
                : cells.get(0).split(" ", 2);
        List<String> row = new ArrayList<>(List.of(names.get(Integer.parseInt(first[0]) - 1), first[1]));
        row.addAll(cells.subList(1, cells.size()));
        return row;
    }

    /** Checks the tiers. A row of a part or of a region has its name behind that of the tier. */
    private void tiers(DisplayedTable table) {
        for (List<String> row : table.rows()) {
            Map<String, Object> variant = values.variant(table.cell(row, "variant"));
            String tier = table.cell(row, "tier");
            Map<String, Object> component = ResultValues.map(variant, "components", tier);
            if (!component.isEmpty()) {
                values.tier(table, row, component, PLACE);
            }
        }
    }
}
