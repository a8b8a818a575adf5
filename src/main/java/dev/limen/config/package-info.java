/**
 * What an operator can set, and the facts that follow from it: {@link dev.limen.config.LimenConfig} names every setting
 * once; {@link dev.limen.config.Feature} and {@link dev.limen.config.Profiles} are the switches that checks read.
 *
 * <p>It leaves the meaning of each setting to the package that uses it.
 */
package dev.limen.config;
