package dev.brownout.displayed;

import dev.brownout.displayed.ResultValues.Assertion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Check of the numbers in the tables of an HTML report. */
final class ReportCheck {
    private static final String PLACE = "report";
    private static final Pattern TABLE =
            Pattern.compile("aria-label=\"([^\"]*)\"><table>(.*?)</table>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<tr.*?</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<t([dh])[^>]*>(.*?)</t\\1>", Pattern.DOTALL);
    private static final Pattern VARIANT = Pattern.compile("<span class=\"variant[^>]*>([^<]*)</span>");
    /** The symbol, the value, the share of the bar, and the words of an outcome. */
    private static final Pattern OUTCOME = Pattern.compile("<b [^>]*>(.)</b>"
            + "<(?:a|span) [^>]*class=\"value\"[^>]*>([^<]*)</(?:a|span)>"
            + "(?:<svg[^>]*aria-label=\"([0-9,.]+ %)[^\"]*\".*?</svg>)?<i[^>]*>([^<]*)</i>");

    private final ResultValues values;

    private ReportCheck(ResultValues values) {
        this.values = values;
    }

    static void check(String html, ResultValues values) {
        ReportCheck check = new ReportCheck(values);
        Matcher tables = TABLE.matcher(html);
        List<String> found = new ArrayList<>();
        while (tables.find()) {
            List<List<String>> rows = ROW.matcher(tables.group(2))
                    .results()
                    .map(row -> CELL.matcher(row.group())
                            .results()
                            .map(cell -> cell.group(2))
                            .toList())
                    .toList();
            String label = tables.group(1);
            found.add(label);
            switch (label) {
                case "Assertions" -> check.assertions(rows);
                case "Requests" -> check.requests(rows);
                case "Predicted and measured" -> values.predictions(plainTable(rows), PLACE);
                case "Components" -> check.components(plainTable(rows));
                default -> {}
            }
        }
        values.expect(found.containsAll(List.of("Assertions", "Requests")), PLACE, "tables", found);
    }

    private static DisplayedTable plainTable(List<List<String>> rows) {
        List<List<String>> texts = rows.stream()
                .map(row -> row.stream().map(ReportCheck::text).toList())
                .toList();
        return new DisplayedTable(texts.get(0), texts.subList(1, texts.size()));
    }

    private static String text(String html) {
        return html.replaceAll("<small>.*?</small>|<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private void assertions(List<List<String>> rows) {
        List<Map<String, Object>> variants = values.variants();
        List<String> heads = rows.get(0).subList(1, rows.get(0).size()).stream()
                .map(ReportCheck::text)
                .toList();
        values.expect(heads.equals(values.names()) || variants.size() == 1, PLACE, "variants", heads);
        List<Assertion> assertions = values.assertions();
        for (int i = 0; i < rows.size() - 1; i++) {
            List<String> row = rows.get(i + 1);
            String name = text(row.get(0));
            for (int j = 0; j < variants.size(); j++) {
                Map<String, Object> variant = variants.get(j);
                String cell = row.get(j + 1);
                if (i < assertions.size()) {
                    values.expect(name.equals(assertions.get(i).name()), PLACE, name, assertions.get(i));
                    outcome(cell, values.outcome(assertions.get(i), variant));
                } else if (name.startsWith("Availability")) {
                    String[] parts = cell.split(" · ", 2);
                    Map<String, Object> all = ResultValues.map(variant, "requests", "all");
                    values.shows(parts[0], all.get("availability"), "ratio", PLACE, heads.get(j), name);
                    values.shows(parts[1], all.get("failed"), "1", PLACE, heads.get(j), name);
                } else {
                    values.expect(name.equals("Cost per hour"), PLACE, "unknown row", name);
                    values.shows(
                            cell, ResultValues.valueAt(variant, "cost", "per_hour"), "$/h", PLACE, heads.get(j), name);
                }
            }
        }
    }

    private void outcome(String cell, Map<String, Object> sla) {
        Matcher outcome = OUTCOME.matcher(cell);
        if (sla.isEmpty() || !outcome.find()) {
            values.expect(sla.isEmpty() && cell.equals("–"), PLACE, "outcome", cell, sla);
            return;
        }
        String symbol = outcome.group(1).replace("⚠", "!");
        String words = outcome.group(4).replaceFirst(" since [0-9:.]+( d)?$", "");
        boolean data = sla.get("value") != null;
        String expected = !data && ResultValues.isExpected(sla) ? "expected" : ResultValues.words(sla);
        values.expect(symbol.equals(ResultValues.symbol(sla)) && words.equals(expected), PLACE, "verdict", cell);
        if (data) {
            values.measure(text(outcome.group(2)), sla, PLACE);
        } else {
            values.expect(outcome.group(2).equals("no data"), PLACE, "value without data", cell);
        }
        if (outcome.group(3) != null) {
            boolean rest = sla.get("comparison").toString().startsWith(">")
                    && sla.get("unit").equals("ratio");
            double value = ResultValues.number(sla, "value");
            double bound = ResultValues.number(sla, "bound");
            double share = rest ? (1 - value) / (1 - bound) : value / bound;
            values.shows(outcome.group(3), share, "ratio", PLACE, "bar");
        }
    }

    /** Checks the requests. A row with several variants stands for each of them. */
    private void requests(List<List<String>> rows) {
        DisplayedTable table = plainTable(rows);
        List<List<String>> each = new ArrayList<>();
        for (int i = 0; i < table.rows().size(); i++) {
            List<String> row = table.rows().get(i);
            for (MatchResult variant :
                    VARIANT.matcher(rows.get(i + 1).get(0)).results().toList()) {
                List<String> one = new ArrayList<>(row);
                one.set(0, text(variant.group(1)));
                each.add(one);
            }
        }
        values.requests(new DisplayedTable(table.headings(), each), PLACE);
    }

    /** Checks the measures of components, which have a column for each variant. */
    private void components(DisplayedTable table) {
        if (!table.headings().subList(0, 2).equals(List.of("component", "measure"))) {
            return;
        }
        List<String> names = values.names();
        values.expect(
                table.headings().subList(2, names.size() + 2).equals(names), PLACE, "components", table.headings());
        for (List<String> row : table.rows()) {
            for (int i = 0; i < names.size(); i++) {
                values.component(
                        row.get(0),
                        row.get(1),
                        row.get(i + 2),
                        values.variants().get(i),
                        PLACE);
            }
        }
    }
}
