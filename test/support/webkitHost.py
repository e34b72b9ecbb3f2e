#!/usr/bin/python3
"""A WebKitGTK window for WebKitWebDriver that keeps its profile.

MiniBrowser holds everything in memory as soon as it is automated, so a test could not look at the disk or restart
the browser. This host does what MiniBrowser does, with a profile directory, and with scripts that run before any
script of a page, which WebDriver classic cannot do.

Environment: ASKFIRST_PROFILE (directory), ASKFIRST_PRELOAD (file whose text runs before every page, read again for
each navigation), ASKFIRST_PRIVATE (set: all that pages store is held in memory).
"""
import os
import signal

import gi

gi.require_version('Gtk', '3.0')
gi.require_version('WebKit2', '4.1')
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

profile = os.environ['ASKFIRST_PROFILE']
preload = os.environ.get('ASKFIRST_PRELOAD', '')

private = 'ASKFIRST_PRIVATE' in os.environ

if private:
    manager = WebKit2.WebsiteDataManager.new_ephemeral()
else:
    manager = WebKit2.WebsiteDataManager(base_data_directory=f'{profile}/data', base_cache_directory=f'{profile}/cache')
context = WebKit2.WebContext.new_with_website_data_manager(manager)
context.set_automation_allowed(True)
if not private:
    context.get_cookie_manager().set_persistent_storage(
        f'{profile}/data/cookies.sqlite', WebKit2.CookiePersistentStorage.SQLITE
    )


def create_view(_):
    scripts = WebKit2.UserContentManager()
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True, user_content_manager=scripts)
    view.connect('decide-policy', renew_scripts, scripts)
    window = Gtk.Window(default_width=1024, default_height=768)
    window.add(view)
    view.connect('close', lambda _: window.destroy())
    window.show_all()
    return view


def renew_scripts(_view, _decision, kind, scripts):
    # The page's process waits for this answer before it loads, so the scripts are there in time.
    if kind == WebKit2.PolicyDecisionType.NAVIGATION_ACTION and os.path.exists(preload):
        with open(preload, encoding='utf-8') as file:
            source = file.read()
        scripts.remove_all_scripts()
        frames, start = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
        scripts.add_script(WebKit2.UserScript.new(source, frames, start, None, None))
    return False


def start_session(_, session):
    info = WebKit2.ApplicationInfo()
    info.set_name('askfirst-webkit-host')
    info.set_version(1, 0, 0)
    session.set_application_info(info)
    session.connect('create-web-view', create_view)


context.connect('automation-started', start_session)
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, Gtk.main_quit)
Gtk.main()
