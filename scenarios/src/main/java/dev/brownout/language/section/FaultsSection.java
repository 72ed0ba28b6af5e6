package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.FaultParser;
import dev.brownout.language.binding.FaultParser.ParsedFault;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.result.VariantResult.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Section {@code faults}: the timeline of faults of the file, with those that the variant adds. */
final class FaultsSection extends VariantSection<List<ParsedFault>> {
    static final FaultsSection SECTION = new FaultsSection();

    private FaultsSection() {
        super(DeclaredNames.FAULTS, "The fault timeline: sentences, or their long form.", """
                faults:
                  - at 2m: crash web/1 for 30s as outage
                  - { at: 3m, do: slow, target: web/2, factor: x10, for: 20s, as: limp }
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return SectionShape.ListShape.of(FaultParser.FAULT);
    }

    /** Returns false: a variant adds faults of its own instead, and the command line sets parts of named ones. */
    @Override
    public boolean isSettable() {
        return false;
    }

    @Override
    List<ParsedFault> read(Source source) {
        FaultParser reader = new FaultParser(source.vocabulary(), source.binder(), source.findings());
        List<ParsedFault> faults = new ArrayList<>(reader.read(source.root().get(name())));
        faults.addAll(reader.read(source.added()));
        faults.sort(Comparator.comparingLong(f -> f.fault().startAt()));
        for (int i = 0; i < faults.size(); i++) {
            ParsedFault fault = faults.get(i);
            source.settings().add(name() + "." + i, fault.fault().sentence(), fault.faultText());
        }
        return faults;
    }

    @Override
    void check(ParsedSections parts, Source source) {
        new ReferenceChecks(parts, source).faults();
    }

    /** Returns the line of a fault: its sentence under its time. */
    @Override
    Line line(SettingPath path, Setting setting) {
        int colon = setting.value().indexOf(": ");
        SettingPath time = path.child(setting.value().substring(0, colon));
        return new Line(time.innerSteps(), setting.value().substring(colon + 2), setting.origin());
    }
}
