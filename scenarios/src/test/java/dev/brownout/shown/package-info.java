/** Display of metrics: custom metrics and saturated nodes in summaries, charts, baselines and reports. */
package dev.brownout.shown;
