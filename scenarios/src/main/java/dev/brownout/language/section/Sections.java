package dev.brownout.language.section;

import java.util.List;

/** The sections of a file: one line each, in the order in which people write them. */
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
