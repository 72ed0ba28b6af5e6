package dev.brownout.language.section;

import dev.brownout.language.binding.Names;
import dev.brownout.language.binding.Shape;
import dev.brownout.language.binding.Where;
import dev.brownout.language.value.Vocabulary;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.load.Profile;
import java.util.Optional;

/** The load that requests share; read as nothing where there is none. */
final class LoadSection extends VariantSection<Optional<Profile>> {
    static final String NAME = Names.LOAD;
    static final LoadSection SECTION = new LoadSection();

    private LoadSection() {
        super(
                NAME,
                "How many requests arrive, shared out by the requests' shares: a rate, a load, or a list of them"
                        + " one after another.",
                "load: [ramp(100/s 500/s over=1m), 500/s]");
    }

    @Override
    public Shape shape(Vocabulary vocabulary) {
        return Shape.Known.LOAD;
    }

    @Override
    Optional<Profile> read(Source source) {
        Entry load = written(source.root());
        if (load == null || load.value().nothing()) {
            return Optional.empty();
        }
        Where where = new Where(NAME, NAME, NAME, load.key());
        return Optional.ofNullable((Profile) source.binder().value(Profile.class, null, load.value(), where));
    }
}
