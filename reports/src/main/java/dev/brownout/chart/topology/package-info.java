/** Who calls whom: a picture of the tiers of a variant, with what each call carried and how busy each machine was. */
package dev.brownout.chart.topology;
