package dev.brownout.language.section;

import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.RelationParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.sla.ChartRequest;
import java.util.ArrayList;
import java.util.List;

/** Section {@code charts}: the charts over time. */
final class ChartsSection extends VariantSection<List<ChartRequest>> {
    static final ChartsSection SECTION = new ChartsSection();

    private ChartsSection() {
        super(
                "charts",
                "Charts over time: a metric, by region, node, component or cause (failed only), or "
                        + "against another metric. At least one variant must have the metric for every "
                        + "interval.",
                """
                charts: [availability, page.latency by region, web.utilization vs load]
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return SectionShape.ListShape.of(SectionShape.PlainShape.WORDS);
    }

    /** Returns false: all variants have the same charts. */
    @Override
    public boolean isSettable() {
        return false;
    }

    @Override
    public boolean parametric() {
        return false;
    }

    @Override
    List<ChartRequest> read(Source source) {
        List<ChartRequest> charts = new ArrayList<>();
        Node section = source.root().get(name());
        if (section == null || section.isNull()) {
            return charts;
        }
        ProblemCollector findings = source.findings();
        if (!(section instanceof Items list)) {
            findings.error(section.location(), "charts is a list, such as charts: [page.latency, availability]");
            return charts;
        }
        source.settings().addAll(name(), list);
        for (Node item : list.items()) {
            if (!(item instanceof Text text)) {
                findings.error(item.location(), "a chart is a metric, such as page.latency by region");
                continue;
            }
            try {
                charts.add(RelationParser.chart(text.value()));
            } catch (ValueException wrong) {
                findings.error(text.location(), wrong);
            }
        }
        return charts;
    }
}
