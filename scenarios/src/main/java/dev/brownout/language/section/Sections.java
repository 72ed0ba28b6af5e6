package dev.brownout.language.section;

import java.util.List;

/** The sections of a file, in their usual order. */
final class Sections {
    static final List<Section<?>> ALL = List.of(
            VersionSection.SECTION,
            ScenarioSection.SECTION,
            AboutSection.SECTION,
            UseSection.SECTION,
            RunSection.SECTION,
            ParamsSection.SECTION,
            RegionsSection.SECTION,
            NetworkSection.SECTION,
            ComponentsSection.SECTION,
            LoadSection.SECTION,
            RequestsSection.SECTION,
            JourneysSection.SECTION,
            FaultsSection.SECTION,
            AlertsSection.SECTION,
            SlaSection.SECTION,
            PredictSection.SECTION,
            ChartsSection.SECTION,
            PriceListSection.SECTION,
            VariantsSection.SECTION,
            SweepSection.SECTION);

    private Sections() {}
}
