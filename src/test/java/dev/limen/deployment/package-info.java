/** The files of {@code deployment/}, each tried with the tool that it is for, as far as that is installed. */
package dev.limen.deployment;
