package dev.brownout.language.section;

import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.result.VariantResult.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A section of named relations between metrics, in the order of the file. */
abstract class RelationsSection<T> extends VariantSection<Map<String, T>> {
    RelationsSection(String name, String sentence, String example) {
        super(name, sentence, example);
    }

    /**
     * Parses one relation.
     *
     * @throws ValueException if the text is invalid
     */
    abstract T relation(String text);

    @Override
    Map<String, T> read(Source source) {
        Map<String, T> read = new LinkedHashMap<>();
        ProblemCollector findings = source.findings();
        Entry entry = written(source.root());
        if (entry == null || entry.value().isNull()) {
            return read;
        }
        if (!(entry.value() instanceof Entries map)) {
            findings.error(
                    entry.value().location(), "{} is a map of names, such as site up: availability >= 99.9%", name());
            return read;
        }
        map.entries().forEach((name, one) -> {
            if (name.isBlank()) {
                findings.error(one.key(), "an entry of {} has a name, such as site up: availability >= 99.9%", name());
            }
            if (!(one.value() instanceof Text text)) {
                findings.error(
                        one.value().location(), "'{}' is a single relation, such as availability >= 99.9%", name);
                return;
            }
            try {
                source.settings().add(name() + "." + name, text.value(), text.location());
                read.put(name, relation(text.value()));
            } catch (ValueException wrong) {
                findings.error(text.location(), wrong);
            }
        });
        return read;
    }

    /** Returns the line of a relation. Dots are part of its name. */
    @Override
    Line line(SettingPath path, Setting setting) {
        return new Line(List.of(String.join(".", path.innerSteps())), setting.value(), setting.origin());
    }
}
