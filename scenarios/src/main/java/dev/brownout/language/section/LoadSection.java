package dev.brownout.language.section;

import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.sentence.Sentence;
import dev.brownout.workload.LoadProfile;
import java.util.Optional;

/** Section {@code load}: the load that requests share; empty if absent. */
final class LoadSection extends VariantSection<Optional<LoadProfile>> {
    static final String NAME = DeclaredNames.LOAD;
    static final LoadSection SECTION = new LoadSection();

    private LoadSection() {
        super(
                NAME,
                "The arrival rate of requests, divided by the requests' shares: a rate, a load, or a "
                        + "list of loads one after another.",
                "load: [ramp(100/s 500/s over=1m), 500/s]");
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return SectionShape.PlainShape.LOAD;
    }

    @Override
    Optional<LoadProfile> read(Source source) {
        Entry load = written(source.root());
        if (load == null || load.value().isNull()) {
            return Optional.empty();
        }
        BindingPath path = new BindingPath(NAME, Sentence.of(NAME), NAME, load.key());
        return Optional.ofNullable((LoadProfile) source.binder().value(LoadProfile.class, null, load.value(), path));
    }
}
