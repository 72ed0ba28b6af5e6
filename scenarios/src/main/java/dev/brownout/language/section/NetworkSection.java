package dev.brownout.language.section;

import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.sentence.Sentence;
import java.util.Map;
import java.util.Optional;

/** Section {@code network}: the links between hosts; empty for {@code network: none}. */
final class NetworkSection extends VariantSection<Optional<NetworkSpec>> {
    static final NetworkSection SECTION = new NetworkSection();

    private static final String NONE = "none";

    private NetworkSection() {
        super("network", "The links between nodes; none for no network at all.", """
                network: { rtt: 0.5ms, last_mile: 20ms }
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return new SectionShape.Either(
                SectionShape.Of.record(NetworkSpec.class),
                SectionShape.Single.of("string").withPattern(NONE, "a map, or none"));
    }

    @Override
    Optional<NetworkSpec> read(Source source) {
        Entry network = written(source.root());
        SourceLocation place = network == null ? source.root().location() : network.key();
        if (network != null && network.value() instanceof Text text && !text.isNull()) {
            if (!text.value().equals(NONE)) {
                source.findings()
                        .error(
                                text.location(),
                                "network is a map such as { rtt: 0.5ms }, or none, not '{}'",
                                text.value());
            }
            source.settings().add(name(), NONE, text.location());
            return Optional.empty();
        }
        Entries map =
                network != null && network.value() instanceof Entries written ? written : new Entries(Map.of(), place);
        return Optional.ofNullable(source.binder()
                .record(NetworkSpec.class, map, new BindingPath(name(), Sentence.of(name()), name(), place)));
    }
}
