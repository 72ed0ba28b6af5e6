/** Tests of alerts: evaluation, detection time and actions. */
package dev.brownout.alerts;
