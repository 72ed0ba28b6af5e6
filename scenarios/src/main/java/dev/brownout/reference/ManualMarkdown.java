package dev.brownout.reference;

import dev.brownout.language.Language;
import dev.brownout.reference.ManualPage.Measure;
import dev.brownout.reference.Parameter.Word;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.ModelSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Renders the whole manual as one page of Markdown. */
public final class ManualMarkdown {
    private final Manual manual;
    private final boolean withoutModel;
    private final List<String> lines = new ArrayList<>();

    private ManualMarkdown(Manual manual, boolean withoutModel) {
        this.manual = manual;
        this.withoutModel = withoutModel;
    }

    /** Returns the text, with a table of contents. */
    public static String text(Manual manual) {
        ManualMarkdown markdown = new ManualMarkdown(manual, false);
        markdown.head();
        for (ManualChapter group : ManualChapter.values()) {
            markdown.chapter(group);
        }
        return String.join("\n", markdown.lines) + "\n";
    }

    /**
     * Returns the lines about one page of the manual, below a heading of a level. The metrics and the model of a kind
     * of component are omitted.
     */
    static List<String> page(Manual manual, ManualPage page, String level) {
        ManualMarkdown markdown = new ManualMarkdown(manual, page.group() == ManualChapter.COMPONENTS);
        markdown.page(page, level + " " + page.name());
        return markdown.lines;
    }

    /** Returns the lines about the model of a subject; empty if it has none. */
    static List<String> model(Manual manual, ManualPage page) {
        ManualMarkdown markdown = new ManualMarkdown(manual, false);
        page.sheet().ifPresent(markdown::sheet);
        return markdown.lines;
    }

    /** Returns the lines about the positions of policies. */
    static List<String> positions(Manual manual) {
        ManualMarkdown markdown = new ManualMarkdown(manual, false);
        markdown.sides();
        return markdown.lines;
    }

    /** Returns the table of the parameters of a record that is no part of scenarios, such as an assignment. */
    public static List<String> parameters(Class<? extends Record> type) {
        ManualMarkdown markdown = new ManualMarkdown(null, false);
        markdown.add("| parameter | type | default | description |", "|---|---|---|---|");
        ParameterReader.parameters(type, "").forEach(parameter -> markdown.parameter(parameter, ""));
        return markdown.lines;
    }

    /** Returns the row of a metric of one owner in a table with name, values, description and example. */
    static String metricRow(String metric, String values, String sentence, String example) {
        return "| `" + metric + "` | " + values + " | " + cell(sentence) + " | `" + example + "` |";
    }

    private void head() {
        add("# Reference", "");
        add("The scenario language, generated from the program.");
        add("`brownout explain WORD` prints the part about one word.", "");
        Language.limits().forEach(this::add);
        add("");
        for (ManualChapter group : ManualChapter.values()) {
            List<String> names = manual.pages(group).stream()
                    .map(page -> "[" + page.name() + "](#" + anchor(heading(page)) + ")")
                    .toList();
            add(
                    group == ManualChapter.METRICS
                            ? "- [" + group.title() + "](#" + anchor(group.title()) + ")"
                            : "- " + group.title() + ": " + String.join(", ", names));
        }
        add("");
    }

    private void chapter(ManualChapter group) {
        add("## " + group.title(), "");
        if (group == ManualChapter.METRICS) {
            metrics(manual.pages(group));
        } else {
            if (group == ManualChapter.POLICIES) {
                sides();
            }
            manual.pages(group).forEach(page -> page(page, "### " + heading(page)));
        }
    }

    /** Adds a table of the position of each policy, the outermost first. */
    private void sides() {
        add(
                "A policy applies to a request (around the user's call), to a step (around its "
                        + "call), or to a component. On a component, a policy of the caller is the default of "
                        + "each call to it, as if written on the step: calls of steps, cache loads, session "
                        + "lookups, publishing, and the attempts of a load balancer, but not health checks and "
                        + "replication. A policy of the step replaces the component's policy of that kind, and "
                        + "`none` disables it; `timeout` limits each attempt, and a timeout in the list "
                        + "`policies` limits the whole call. Users never wait longer than the timeout of their "
                        + "request. The metrics of such policies belong to the component "
                        + "(`psp.breaker_opened`), for all callers together, in addition to the policies of "
                        + "its own steps. Limits on a component apply at its nodes.",
                "",
                "On a step, policies apply in the written order, the outermost first. If a step and "
                        + "the called component both have policies, each keeps its order; between them, the "
                        + "policy that is higher in this table is the outer one.",
                "",
                "| policy | position on a component |",
                "|---|---|");
        manual.positions()
                .forEach((name, position) -> add("| `" + name.replace('-', '_') + "` | "
                        + (position.value() == FilterPosition.At.CALLER
                                ? "at each caller, around the call"
                                : "at the component")
                        + " |"));
        add("", "## Timeout of each step", "");
        add("A user waits for the `timeout` of the request. The call of a user to the first component has this timeout"
                + " too, or the one of the step, or a shorter one of the component. Later calls do not inherit the"
                + " time that is left, unless the policy `deadline` passes it on. Without a timeout of the request,"
                + " 'none', calls between tiers have no default.");
        add("", "| step | source of its timeout |", "|---|---|");
        manual.stepTimeouts().forEach((name, source) -> add("| `" + name + "` | " + source + " |"));
        add("");
    }

    private void metrics(List<ManualPage> pages) {
        add("| metric | unit | example |", "|---|---|---|");
        for (ManualPage page : pages) {
            String meanings = page.sentence() + "<br>" + String.join("<br>", page.notes());
            add("| `" + page.name() + "` | " + cell(meanings) + " | `" + page.example() + "` |");
        }
        add("");
    }

    /** Returns the name of a page, with its kind if another page has the same name. */
    private String heading(ManualPage page) {
        boolean isAlone = manual.pages().stream()
                        .filter(other -> other.name().equals(page.name()))
                        .count()
                == 1;
        return isAlone ? page.name() : page.name() + " (" + page.title() + ")";
    }

    private void page(ManualPage page, String heading) {
        add(heading, "", page.sentence(), "");
        if (!page.example().isBlank()) {
            add("```yaml", page.example().stripTrailing(), "```", "");
        }
        if (!page.parameters().isEmpty()) {
            add("| parameter | type | default | description |", "|---|---|---|---|");
            page.parameters().forEach(parameter -> parameter(parameter, ""));
            add("");
        }
        page.notes().forEach(note -> add((page.notes().size() > 1 ? "- " : "") + note));
        if (!page.notes().isEmpty()) {
            add("");
        }
        if (!page.metrics().isEmpty() && !withoutModel) {
            add("| metric | type | description |", "|---|---|---|");
            page.metrics().forEach(this::metric);
            add("");
        }
        if (!withoutModel) {
            page.sheet().ifPresent(this::sheet);
        }
    }

    private void sheet(ModelSheet sheet) {
        part("Model", sheet.models());
        part("Not modelled", sheet.leftOut());
        part("Validated against", sheet.checkedBy());
        part("Sources", sheet.sources());
    }

    private void part(String title, String[] points) {
        if (points.length == 1) {
            add("*" + title + ":* " + points[0], "");
        } else if (points.length > 1) {
            add("*" + title + ":*", "");
            for (String point : points) {
                add("- " + point);
            }
            add("");
        }
    }

    private void parameter(Parameter parameter, String above) {
        String name = above + parameter.name();
        StringBuilder means = new StringBuilder(parameter.sentence());
        for (Word word : parameter.words()) {
            means.append("<br>`").append(word.word()).append('`');
            means.append(word.sentence().isEmpty() ? "" : ": " + word.sentence());
        }
        parameter
                .source()
                .ifPresent(
                        source -> means.append("<br>*Source: ").append(source).append(".*"));
        String normally =
                parameter.defaultText().map(text -> "`" + text + "`").orElse(parameter.needed() ? "required" : "");
        add("| `" + name + "` | " + parameter.what() + " | " + normally + " | " + cell(means.toString()) + " |");
        parameter.inner().forEach(inner -> parameter(inner, name + "."));
    }

    private void metric(Measure metric) {
        add("| `" + metric.name() + "` | " + metric.values() + " | " + cell(metric.sentence()) + " |");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** Returns the anchor of a heading, as generated by code hosting sites. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }
}
