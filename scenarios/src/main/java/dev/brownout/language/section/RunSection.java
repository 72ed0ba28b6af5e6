package dev.brownout.language.section;

import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.sentence.Sentence;
import java.util.Map;
import java.util.Optional;

/** Section {@code run}: the duration of the run. */
public final class RunSection extends VariantSection<RunSpec> {
    static final RunSection SECTION = new RunSection();

    private static final String DURATION = "duration";

    /** Option of the command line that sets the duration. */
    private static final String OPTION = "--for";

    private RunSection() {
        super("run", "Duration of the run: a duration, or a map.", """
                run: { duration: 20m, warmup: 30s, seed: 11 }
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return new SectionShape.Either(SectionShape.Of.record(RunSpec.class), SectionShape.PlainShape.SPAN);
    }

    @Override
    public Optional<Entries> expand(Text single) {
        return Optional.of(new Entries(Map.of(DURATION, new Entry(single.location(), single)), single.location()));
    }

    /** Returns whether the command line sets the duration of the run. */
    public static boolean isShortened(ResolvedSettings settings) {
        return settings.place(SECTION.name() + "." + DURATION)
                .filter(place -> place.source().name().equals(OPTION))
                .isPresent();
    }

    @Override
    RunSpec read(Source source) {
        Entry run = written(source.root());
        SourceLocation place = run == null ? source.root().location() : run.key();
        Entries map = new Entries(Map.of(), place);
        if (run != null && run.value() instanceof Entries written) {
            map = written;
        } else if (run != null && run.value() instanceof Text duration) {
            map = map.with(DURATION, new Entry(run.key(), duration));
        } else if (run != null) {
            source.findings()
                    .error(
                            run.value().location(),
                            "run is a duration such as 5m, or a map with duration, warmup and seed");
        }
        return source.binder().record(RunSpec.class, map, new BindingPath("run", Sentence.of("run"), "run", place));
    }
}
