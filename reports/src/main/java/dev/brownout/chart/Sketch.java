package dev.brownout.chart;

import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.RoleSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a plan and a result into a drawing: which lines share a panel, and what the title says. */
final class Sketch {

    private static final int NAMED_IN_TITLE = 3;

    private final Plan plan;
    private final RunResult result;
    private final List<VariantResult> variants;

    private Sketch(Plan plan, RunResult result) {
        this.plan = plan;
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
        List<String> legend = overlaid ? briefs() : legend(panels);
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
        return new Panel(
                "", tracks, List.of(), List.of(), List.copyOf(faults.values()), List.copyOf(bounds.values()));
    }

    private List<Panel> apart() {
        List<Panel> panels = new ArrayList<>();
        for (VariantResult variant : variants) {
            String heading = variants.size() == 1
                    ? ""
                    : variant.name() + " — " + Finding.of(plan, variant).brief();
            List<Track> tracks = tracks(variant);
            int named = Math.min(tracks.size(), Palette.LINES);
            if (tracks.size() > Palette.LINES) {
                tracks.sort(Comparator.comparingDouble(Track::mean).reversed());
            }
            List<RoleSpan> roles = variant.roles().stream()
                    .filter(span -> plan.topic() == Topic.ROLES && span.component().equals(plan.subject()))
                    .toList();
            panels.add(new Panel(
                    heading,
                    tracks.subList(0, named),
                    tracks.subList(named, tracks.size()),
                    roles,
                    variant.faults(),
                    bounds(variant)));
        }
        return panels;
    }

    private List<Track> tracks(VariantResult variant) {
        Measured measured = new Measured(variant);
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            String label = plan.labels().get(i);
            measured.column(plan.columns().get(i)).ifPresent(column -> tracks.add(track(label, variant, column)));
        }
        return tracks;
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
            if (plan.columns().contains(assertion.metric()) && plan.topic() != Topic.THROUGHPUT) {
                bounds.add(new Panel.Bound(
                        sla.getKey() + ": " + assertion.expression(),
                        assertion.bound(),
                        assertion.fromNanos(),
                        assertion.toNanos()));
            }
        }
        return bounds;
    }

    private List<String> legend(List<Panel> panels) {
        return panels.stream()
                .map(Panel::tracks)
                .max(Comparator.comparingInt(List::size))
                .map(tracks -> tracks.stream().map(Track::label).toList())
                .orElse(List.of());
    }

    private List<String> briefs() {
        return variants.stream()
                .map(variant -> variant.name() + ": " + Finding.of(plan, variant).brief())
                .toList();
    }

    private String title() {
        if (variants.size() == 1) {
            return Finding.of(plan, variants.get(0)).sentence();
        }
        String title = Finding.topic(plan) + ": ";
        if (variants.size() <= NAMED_IN_TITLE) {
            return title + String.join(" · ", variants.stream().map(this::named).toList());
        }
        List<VariantResult> ordered = variants.stream()
                .filter(variant -> !Double.isNaN(Finding.of(plan, variant).score()))
                .sorted(Comparator.comparingDouble(variant -> Finding.of(plan, variant).score()))
                .toList();
        if (ordered.isEmpty()) {
            return title + "no data";
        }
        return title + "from " + named(ordered.get(0)) + " to " + named(ordered.get(ordered.size() - 1));
    }

    private String named(VariantResult variant) {
        return Finding.of(plan, variant).brief() + " (" + variant.name() + ")";
    }

    private String axis() {
        return switch (plan.topic()) {
            case SPAN, LEVEL, COUNT, SHARE -> plan.subject();
            default -> plan.topic().axis();
        };
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
