"""Finds the flows: every module of the rooms below that has a FLOW or FLOWS."""

import importlib
import pkgutil
from functools import cache

from flows.engine.steps import Flow

ROOMS = ("flows.report", "flows.manage", "flows.meet", "flows.admin")


@cache
def all_flows() -> dict[str, Flow]:
    """Every flow by name. Two flows of one name, command or action are a mistake."""
    flows: dict[str, Flow] = {}
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.iter_modules(package.__path__):
            loaded = importlib.import_module(f"{room}.{module.name}")
            for flow in (*getattr(loaded, "FLOWS", ()), *filter(None, (getattr(loaded, "FLOW", None),))):
                if flow.name in flows:
                    raise ValueError(f"two flows are named {flow.name}")
                flows[flow.name] = flow
    return flows


def flow_named(name: str) -> Flow | None:
    return all_flows().get(name)


@cache
def _by_command() -> dict[str, Flow]:
    return {flow.command: flow for flow in all_flows().values() if flow.command}


def flow_for_command(command: str) -> Flow | None:
    return _by_command().get(command)


@cache
def _by_action() -> dict[str, Flow]:
    return {flow.action: flow for flow in all_flows().values() if flow.action}


def flow_for_action(action: str) -> Flow | None:
    return _by_action().get(action)


def flow_for_kind(kind: str) -> Flow:
    """The report conversation of a kind."""
    for flow in all_flows().values():
        if kind in flow.kinds:
            return flow
    raise KeyError(kind)
