/**
 * A notebook's page without its kernel: Jupyter's own widget manager and anywidget's own model and view, bundled for a browser.
 * What would go to the kernel is in `sent`; `tell` is the kernel's word.
 */
import * as base from '@jupyter-widgets/base';
import { ManagerBase } from '@jupyter-widgets/base-manager';

class Manager extends ManagerBase {
  async loadClass(name, module) {
    if (module === 'anywidget') return (await anywidget)[name];
    return base[name];
  }
  _get_comm_info() { return Promise.resolve({}); }
}

const anywidget = new Promise((resolve) => {
  // As a notebook loads it: an AMD module.
  globalThis.define = (names, factory) => resolve(factory(base));
  import('anywidget');
});

const manager = new Manager();
const sent = [];
let hear;

globalThis.show = async (module, values) => {
  const comm = {
    comm_id: 'figure', target_name: 'jupyter.widget', close() {}, on_close() {}, on_msg(callback) { hear = callback; },
    send(data, callbacks) {
      sent.push(data);
      queueMicrotask(() => callbacks?.iopub?.status({ content: { execution_state: 'idle' } }));
      return 'message';
    },
  };
  const about = { model_name: 'AnyModel', model_module: 'anywidget', model_module_version: '*' };
  const state = {
    ...values, _esm: module, _anywidget_id: 'Figure', _model_name: 'AnyModel', _model_module: 'anywidget', _model_module_version: '*',
    _view_name: 'AnyView', _view_module: 'anywidget', _view_module_version: '*',
  };
  const model = await manager.new_model({ ...about, model_id: 'figure', comm }, state);
  const view = await manager.create_view(model);
  base.JupyterLuminoWidget.attach(view.luminoWidget, document.body);
  return view;
};
globalThis.sent = sent;
globalThis.tell = (state) => hear({ content: { data: { method: 'update', state } } });
