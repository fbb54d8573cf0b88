"""`duban users`: who may do what in the live app, each by a token of their own."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import Home
from flows.commands.tables import Format, Limit, ListFormat, Page, print_rows
from flows.commands.writing import fail
from targets.settings import home_of
from targets.users import UserRole

app = typer.Typer(
    no_args_is_help=True, help="Named users of the live app: add, list, remove. Without any the one token of "
    "`duban serve --token-file` may do everything.",
)  # fmt: skip

Name = Annotated[str, typer.Argument(help="The user's name, which what they decide carries.")]


@app.command("add")
def add(
    name: Name,
    role: Annotated[
        UserRole,
        typer.Option(
            "--role",
            help="reader looks only; unit fills in figures, reasons and promises of its own goals; "
            "reviewer decides on goals, links and alerts; admin does everything.",
        ),
    ],
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            help="A unit that a user of the role unit speaks for: 市住建局, or 市住建局（南湖市） in one place alone; repeatable.",
        ),
    ] = None,
    home: Home = None,
) -> None:
    """Add a user and print the token, once: only its hash is stored. A running app knows the user at once."""
    from targets.store.run import wall_clock
    from targets.users import BadUsers, add_user

    now = wall_clock().replace(microsecond=0)
    try:
        print(add_user(home_of(home), name, role, unit or (), now))
    except BadUsers as error:
        fail(str(error), 2)


@app.command("list")
def list_users(
    home: Home = None, form: Format = ListFormat.TABLE, limit: Limit = 100, page: Page = 1
) -> None:
    """Print who there is, with role and units."""
    from targets.users import BadUsers, read_users

    try:
        users = read_users(home_of(home))
    except BadUsers as error:
        fail(str(error), 1)
    rows = [
        {"name": u.name, "role": u.role.value, "units": "、".join(u.units), "added_at": u.added_at}
        for u in users
    ]
    columns = {"姓名": "{name}", "角色": "{role}", "单位": "{units}", "加入": "{added_at}"}
    nothing = "There are no named users; `duban users add` adds one."
    print_rows(rows, columns, form, limit, page, title=f"{len(rows)} users", nothing=nothing)


@app.command("remove")
def remove(name: Name, home: Home = None) -> None:
    """Remove a user; the token is worth nothing from then on, what they decided stays."""
    from targets.users import BadUsers, remove_user

    try:
        remove_user(home_of(home), name)
    except BadUsers as error:
        fail(str(error), 2)
    print(f"{name} removed")
