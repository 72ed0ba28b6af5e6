package dev.brownout.displayed;

import dev.brownout.displayed.ResultValues.Assertion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Check of the numbers of a Markdown summary. */
final class MarkdownCheck {
    private static final String PLACE = "Markdown";
    private static final Pattern ARROW = Pattern.compile("  [uc]\\d+ -->\\|\"([^\"]+)\"\\| [uc]\\d+");

    private static final Pattern BOX = Pattern.compile("c\\d+\\[\"(.*?)<br>(?:.*<br>)?utilization ([^\"]*)\"\\]");

    private final ResultValues values;

    private MarkdownCheck(ResultValues values) {
        this.values = values;
    }

    static void check(String markdown, ResultValues values) {
        List<DisplayedTable> tables = tables(markdown);
        MarkdownCheck check = new MarkdownCheck(values);
        List<Assertion> assertions = values.assertions();
        if (!assertions.isEmpty()) {
            check.verdicts(tables.get(0), assertions);
        }
        for (DisplayedTable table : tables) {
            List<String> headings = table.headings();
            if (headings.get(0).equals("prediction")) {
                List<List<String>> rows = table.rows().stream()
                        .map(row -> row.stream()
                                .map(cell -> cell.split("<br>`", 2)[0])
                                .toList())
                        .toList();
                values.predictions(new DisplayedTable(headings, rows), PLACE);
            } else if (headings.contains("requests") && headings.contains("available")) {
                List<String> renamed = headings.stream()
                        .map(heading -> heading.equals("requests") ? "request" : heading)
                        .toList();
                values.requests(new DisplayedTable(renamed, table.rows()), PLACE);
            } else if (headings.contains("tier")) {
                check.tiers(table);
            }
        }
        check.calls(markdown);
        check.boxes(markdown);
    }

    /** Checks the verdicts: a row for each assertion, or a row for each variant below the expressions. */
    private void verdicts(DisplayedTable table, List<Assertion> assertions) {
        boolean turned = table.headings().get(0).equals("variant");
        List<Map<String, Object>> variants = values.variants();
        values.expect(
                table.rows().size() == (turned ? variants.size() + 1 : assertions.size()),
                PLACE,
                "verdict rows",
                table);
        for (int i = 0; i < assertions.size(); i++) {
            Assertion assertion = assertions.get(i);
            String head = turned
                    ? table.headings().get(i + 1) + "<br>" + table.rows().get(0).get(i + 1)
                    : table.rows().get(i).get(0);
            String expression = assertion.expression().replaceAll("\\s", " ");
            values.expect(head.equals(assertion.name() + "<br>`" + expression + "`"), PLACE, head, assertion);
            for (int j = 0; j < variants.size(); j++) {
                String name = turned
                        ? table.rows().get(j + 1).get(0)
                        : table.headings().get(j + 1);
                values.expect(name.equals(variants.get(j).get("name")), PLACE, "variant", name);
                outcome(
                        turned
                                ? table.rows().get(j + 1).get(i + 1)
                                : table.rows().get(i).get(j + 1),
                        values.outcome(assertion, variants.get(j)));
            }
        }
    }

    private void outcome(String cell, Map<String, Object> sla) {
        if (sla.isEmpty()) {
            values.expect(cell.isEmpty(), PLACE, "outcome without assertion", cell);
            return;
        }
        String symbol = ResultValues.symbol(sla);
        String words = ResultValues.words(sla);
        boolean number = sla.get("value") != null;
        String end = !number ? words : symbol.equals("✓") ? "" : words;
        values.expect(cell.startsWith(symbol + " ") && cell.endsWith(end), PLACE, "verdict", cell, words);
        if (number) {
            values.measure(cell.substring(Math.min(2, cell.length())).split("<br>|, ", 2)[0], sla, PLACE);
        }
    }

    private void tiers(DisplayedTable table) {
        List<String> names = values.names();
        for (List<String> row : table.rows()) {
            String variant = names.size() == 1 ? names.get(0) : table.cell(row, "variant");
            String tier = table.cell(row, "tier");
            values.tier(table, row, ResultValues.map(values.variant(variant), "components", tier), PLACE);
        }
    }

    /** Checks the rate and the failed share of each call in the graphs. Each has those of a call of a variant. */
    private void calls(String markdown) {
        Matcher arrows = ARROW.matcher(markdown);
        while (arrows.find()) {
            String[] label = arrows.group(1).split(", ", 2);
            values.expect(
                    values.variants().stream()
                            .flatMap(variant ->
                                    ResultValues.list(variant, "edges").stream().map(edge -> Map.entry(variant, edge)))
                            .anyMatch(edge -> call(label, edge.getKey(), edge.getValue())),
                    PLACE,
                    "call",
                    arrows.group());
        }
    }

    /** Checks the utilization in the boxes of the graphs. Each has that of a component of this name in a variant. */
    private void boxes(String markdown) {
        Matcher boxes = BOX.matcher(markdown);
        while (boxes.find()) {
            values.expect(
                    values.variants().stream()
                            .map(variant -> ResultValues.map(variant, "components", boxes.group(1), "measures"))
                            .flatMap(measures -> measures.values().stream())
                            .anyMatch(one -> DisplayedQuantity.shows(
                                    boxes.group(2), ResultValues.valueAt(one, "value"), "ratio")),
                    PLACE,
                    "box",
                    boxes.group());
        }
    }

    private static boolean call(String[] label, Map<String, Object> variant, Object edge) {
        double sent = ResultValues.number(edge, "sent");
        double seconds = ResultValues.seconds(variant);
        boolean rate = seconds > 0
                ? DisplayedQuantity.shows(label[0], sent / seconds, "1/s")
                : DisplayedQuantity.shows(label[0], sent, "1");
        double failed = ResultValues.number(edge, "failed");
        return rate
                && (label.length == 1
                        ? failed == 0 || sent == 0
                        : DisplayedQuantity.shows(label[1].replace(" fail", ""), Math.min(1, failed / sent), "ratio"));
    }

    private static List<DisplayedTable> tables(String markdown) {
        List<DisplayedTable> tables = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (String line : Stream.concat(markdown.lines(), Stream.of("")).toList()) {
            if (line.startsWith("| ")) {
                rows.add(Pattern.compile("(?<!\\\\)\\|")
                        .splitAsStream(line.substring(1))
                        .map(MarkdownCheck::text)
                        .toList());
            } else if (!rows.isEmpty()) {
                tables.add(new DisplayedTable(rows.get(0), List.copyOf(rows.subList(2, rows.size()))));
                rows.clear();
            }
        }
        return tables;
    }

    private static String text(String cell) {
        return cell.strip().replace("@<!-- -->", "@").replaceAll("\\\\([\\\\`*_\\[\\]<>|#~&$])", "$1");
    }
}
