package dev.brownout.chart;

import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.RoleSpan;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns a plan and a result into a drawing: which lines share a panel, and what the title says. */
final class Sketch {

    private static final int NAMED_IN_TITLE = 3;
    private static final int NAMED_OF_MANY = 3;

    private final Plan plan;
    private final RunResult result;
    private final List<VariantResult> variants;

    private Sketch(Plan plan, RunResult result) {
        this.plan = result.variants().size() > NAMED_IN_TITLE ? plan.withFewerPercentiles() : plan;
        this.result = result;
        this.variants = result.variants().stream().filter(this::shows).toList();
    }

    static Drawing of(Plan plan, RunResult result) {
        return new Sketch(plan, result).drawing();
    }

    private boolean shows(VariantResult variant) {
        if (plan.topic() == Topic.ROLES) {
            return variant.roles().stream().anyMatch(span -> span.component().equals(plan.subject()));
        }
        Measured measured = new Measured(variant);
        return plan.columns().stream().anyMatch(name -> measured.column(name).isPresent());
    }

    private Drawing drawing() {
        boolean overlaid = plan.columns().size() == 1 && variants.size() > 1 && variants.size() <= Palette.LINES;
        List<Panel> panels = overlaid ? List.of(overlay()) : apart();
        List<String> legend = overlaid ? briefs() : labels(panels);
        double seconds = variants.stream()
                .mapToDouble(variant -> variant.durationNanos() / 1e9)
                .max()
                .orElse(1);
        String subtitle = result.scenario() + (result.variants().size() == 1 ? "" : " · " + names());
        return new Drawing(title(), subtitle, axis(), unit(), seconds, legend, panels);
    }

    private String names() {
        return variants.size() == 1
                ? variants.get(0).name()
                : variants.size() == result.variants().size()
                        ? "all " + variants.size() + " variants"
                        : variants.size() + " of " + result.variants().size() + " variants";
    }

    private Panel overlay() {
        List<Track> tracks = new ArrayList<>();
        Map<String, VariantResult.FaultSpan> faults = new LinkedHashMap<>();
        Map<String, Panel.Bound> bounds = new LinkedHashMap<>();
        for (VariantResult variant : variants) {
            Column column = new Measured(variant).column(plan.columns().get(0)).orElseThrow();
            tracks.add(track(variant.name(), variant, column));
            variant.faults().forEach(fault -> faults.putIfAbsent(fault.sentence() + fault.fromNanos(), fault));
            bounds(variant).forEach(bound -> bounds.putIfAbsent(bound.label(), bound));
        }
        return new Panel("", tracks, List.of(), List.of(), List.copyOf(faults.values()), List.copyOf(bounds.values()));
    }

    private List<Panel> apart() {
        List<Integer> order = order();
        List<Integer> named = order.subList(0, order.size() > Palette.LINES ? NAMED_OF_MANY : order.size());
        List<Integer> rest = order.subList(named.size(), order.size());
        List<Panel> panels = new ArrayList<>();
        for (VariantResult variant : variants) {
            String heading = variants.size() == 1 ? "" : variant.name() + ": " + brief(variant, sameTime());
            panels.add(new Panel(
                    heading,
                    tracks(variant, named),
                    tracks(variant, rest),
                    roles(variant),
                    variant.faults(),
                    bounds(variant)));
        }
        return panels;
    }

    /** The roles to show, those that follow one another without a change joined. */
    private List<RoleSpan> roles(VariantResult variant) {
        List<RoleSpan> joined = new ArrayList<>();
        Map<String, Integer> latest = new LinkedHashMap<>();
        for (RoleSpan span : variant.roles()) {
            if (plan.topic() != Topic.ROLES || !span.component().equals(plan.subject())) {
                continue;
            }
            Integer before = latest.get(span.node());
            RoleSpan former = before == null ? null : joined.get(before);
            if (former != null && former.role().equals(span.role()) && former.toNanos() == span.fromNanos()) {
                joined.set(
                        before,
                        new RoleSpan(span.component(), span.node(), span.role(), former.fromNanos(), span.toNanos()));
            } else {
                latest.put(span.node(), joined.size());
                joined.add(span);
            }
        }
        return joined;
    }

    /** The columns as planned; where they are too many to be named, those with the largest values first. */
    private List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            order.add(i);
        }
        if (order.size() > Palette.LINES) {
            order.sort(Comparator.comparingDouble((Integer column) -> -variants.stream()
                    .mapToDouble(variant -> track(variant, column).mean())
                    .sum()));
            order.subList(0, NAMED_OF_MANY).sort(Comparator.naturalOrder());
        }
        return order;
    }

    private List<Track> tracks(VariantResult variant, List<Integer> columns) {
        return columns.stream().map(column -> track(variant, column)).toList();
    }

    /** A line without a point where the variant lacks the column, so that every panel has the same lines. */
    private Track track(VariantResult variant, int column) {
        String label = plan.labels().get(column);
        return new Measured(variant)
                .column(plan.columns().get(column))
                .map(found -> track(label, variant, found))
                .orElse(new Track(label, new double[0], new double[0]));
    }

    private Track track(String label, VariantResult variant, Column column) {
        return switch (plan.topic()) {
            case THROUGHPUT -> Track.perSecond(label, variant.series(), column, variant.durationNanos());
            case COUNT -> Track.cumulative(label, variant.series(), column, variant.durationNanos());
            default -> Track.of(label, variant.series(), column, variant.durationNanos());
        };
    }

    private List<Panel.Bound> bounds(VariantResult variant) {
        List<Panel.Bound> bounds = new ArrayList<>();
        for (Map.Entry<String, SlaResult> sla : variant.sla().entrySet()) {
            SlaResult assertion = sla.getValue();
            if (plan.columns().contains(Selection.column(assertion.metric())) && plan.topic() != Topic.THROUGHPUT) {
                bounds.add(new Panel.Bound(
                        sla.getKey() + " " + assertion.comparison() + " "
                                + Quantity.of(assertion.bound(), assertion.unit()),
                        assertion.bound(),
                        assertion.fromNanos(),
                        assertion.toNanos()));
            }
        }
        return bounds;
    }

    private static List<String> labels(List<Panel> panels) {
        List<String> labels = new ArrayList<>(
                panels.get(0).tracks().stream().map(Track::label).toList());
        int rest = panels.get(0).rest().size();
        if (rest > 0) {
            labels.add(rest + " others");
        }
        return labels;
    }

    private List<String> briefs() {
        return variants.stream()
                .map(variant ->
                        variant.name() + ": " + Finding.of(plan, variant).brief())
                .toList();
    }

    private String title() {
        List<Finding> findings =
                variants.stream().map(variant -> Finding.of(plan, variant)).toList();
        if (variants.size() == 1) {
            return findings.get(0).sentence();
        }
        boolean sameTime = sameTime();
        String when = findings.get(0).when();
        String title = Finding.topic(plan) + (sameTime && !when.isEmpty() ? " " + when : "") + ": ";
        if (variants.size() <= NAMED_IN_TITLE) {
            return title
                    + variants.stream().map(variant -> named(variant, sameTime)).collect(Collectors.joining(" · "));
        }
        List<VariantResult> ordered = variants.stream()
                .filter(variant -> !Double.isNaN(Finding.of(plan, variant).score()))
                .sorted(Comparator.comparingDouble(
                        variant -> Finding.of(plan, variant).score()))
                .toList();
        List<String> briefs = findings.stream().map(Finding::brief).distinct().toList();
        if (briefs.size() == 1) {
            return title + briefs.get(0) + " in all " + variants.size() + " variants";
        }
        return ordered.isEmpty()
                ? title + "no data"
                : title + "from " + named(ordered.get(0), sameTime) + " to "
                        + named(ordered.get(ordered.size() - 1), sameTime);
    }

    /** Whether the findings of all variants are of the same part of the run. */
    private boolean sameTime() {
        return variants.stream()
                        .map(variant -> Finding.of(plan, variant).when())
                        .distinct()
                        .count()
                == 1;
    }

    private String named(VariantResult variant, boolean sameTime) {
        return brief(variant, sameTime) + " (" + variant.name() + ")";
    }

    private String brief(VariantResult variant, boolean sameTime) {
        Finding finding = Finding.of(plan, variant);
        return sameTime ? finding.brief() : (finding.brief() + " " + finding.when()).strip();
    }

    private String axis() {
        String name = plan.name().substring(0, 1).toLowerCase(Locale.ROOT)
                + plan.name().substring(1);
        return plan.topic().axis().isEmpty() ? name : plan.topic().axis();
    }

    private String unit() {
        if (plan.topic() == Topic.THROUGHPUT) {
            return "1/s";
        }
        return variants.stream()
                .flatMap(variant -> variant.series().columns().stream())
                .filter(column -> plan.columns().contains(column.name()))
                .map(Column::unit)
                .findFirst()
                .orElse("1");
    }
}
