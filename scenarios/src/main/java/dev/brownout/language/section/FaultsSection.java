package dev.brownout.language.section;

import dev.brownout.language.binding.Faults;
import dev.brownout.language.binding.Faults.Written;
import dev.brownout.language.binding.Names;
import dev.brownout.language.binding.Shape;
import dev.brownout.language.value.Vocabulary;
import dev.brownout.result.VariantResult.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What breaks, and when: the file's faults and those that the variant adds. */
final class FaultsSection extends VariantSection<List<Written>> {
    static final FaultsSection SECTION = new FaultsSection();

    private FaultsSection() {
        super(Names.FAULTS, "What breaks, and when: sentences, or the long form of the same.", """
                faults:
                  - at 2m: crash web/1 for 30s as outage
                  - { at: 3m, do: slow, target: web/2, factor: x10, for: 20s, as: limp }
                """);
    }

    @Override
    public Shape shape(Vocabulary vocabulary) {
        return Shape.Listed.of(Faults.FAULT);
    }

    /** A variant adds its own instead, and the command line has none. */
    @Override
    public boolean settable() {
        return false;
    }

    @Override
    List<Written> read(Source source) {
        Faults reader = new Faults(source.vocabulary(), source.binder(), source.findings());
        List<Written> faults = new ArrayList<>(reader.read(source.root().get(name())));
        faults.addAll(reader.read(source.added()));
        faults.sort(Comparator.comparingLong(f -> f.fault().startAt()));
        for (int i = 0; i < faults.size(); i++) {
            Written fault = faults.get(i);
            source.settings().add(name() + "." + i, fault.fault().sentence(), fault.what());
        }
        return faults;
    }

    @Override
    void check(Parts parts, Source source) {
        new Checks(parts, source).faults();
    }

    /** A sentence stands under its time. */
    @Override
    Line line(Setting setting) {
        Line whole = super.line(setting);
        int colon = setting.value().indexOf(": ");
        List<String> steps = new ArrayList<>(whole.steps());
        steps.add(setting.value().substring(0, colon));
        return new Line(steps, setting.value().substring(colon + 2), setting.origin());
    }
}
