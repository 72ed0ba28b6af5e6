/** Tests of drains, deployments and vertical scaling, validated against values calculated by hand. */
package dev.brownout.deployments;
